import { photosOf } from '../../db/avatar-photos.ts';
import { beginDraft } from '../../db/avatars.ts';
import { type Checked, photoChecked } from '../../db/check-photo.ts';
import type { PhotoFinding } from '../../db/judge-photos.ts';
import type { Db } from '../../db/open.ts';
import { receivePhoto } from '../../db/receive-photo.ts';
import type { AvatarPhoto } from '../../db/schema.ts';
import { newId, START } from './people-with-coins.ts';

/** A draft of this person's, agreed to and without photos. */
export async function draftFor({ kysely }: Db, personId: string): Promise<string> {
  const avatarId = newId();
  await beginDraft(kysely, {
    avatarId,
    consentId: newId(),
    personId,
    textVersion: 1,
    language: 'ru',
    triggerPhrase: newId(),
    now: START,
  });
  return avatarId;
}

/** As if it had been trained. */
export async function makeReady({ kysely }: Db, avatarId: string): Promise<void> {
  await kysely
    .updateTable('avatars')
    .set({
      state: 'ready',
      name: 'Анна',
      weights_key: `${avatarId}-weights`,
      weights_sha256: 'f'.repeat(64),
      weights_bytes: 1000,
      weights_url: 'https://example.com/weights',
      preview_key: `${avatarId}-preview`,
      ready_at: START,
    })
    .where('id', '=', avatarId)
    .execute();
}

export type Owner = { personId: string; avatarId: string };

let files = 0;

/** A photo without fault that no other is like, with what is told otherwise. */
export function foundIn(more: Partial<PhotoFinding> = {}, like?: string): PhotoFinding {
  const name = like ?? `file-${++files}`;
  return {
    errors: [],
    warnings: [],
    file: {
      sha256: name,
      lookHash: lookOf(++files),
      objectKey: `photo-${files}`,
      thumbnailKey: `thumb-${files}`,
      bytes: 1000,
      width: 800,
      height: 600,
    },
    ...more,
  };
}

/** Hashes of 64 bits far from each other. */
const lookOf = (n: number) =>
  BigInt.asUintN(64, BigInt(n) * 0x9e3779b97f4a7c15n)
    .toString(16)
    .padStart(16, '0');

export const receiving = (owner: Owner, messageId: number, fileUniqueId = `u${messageId}`) => ({
  ...owner,
  photoId: newId(),
  fileUniqueId,
  fileId: `file-of-${fileUniqueId}`,
  messageId,
  now: START,
});

/** Receives a photo and returns its id. */
export async function received({ kysely }: Db, owner: Owner, messageId: number): Promise<string> {
  const outcome = await receivePhoto(kysely, receiving(owner, messageId));
  if (outcome.kind !== 'received') throw new Error(`it was not received: ${outcome.kind}`);
  return outcome.photo.id;
}

export const check = (
  { kysely }: Db,
  owner: Owner,
  photoId: string,
  found: PhotoFinding = foundIn(),
): Promise<Checked> => photoChecked(kysely, { ...owner, photoId, found, now: START });

/** Photos without fault, from message 1 on. */
export async function photographed(db: Db, owner: Owner, count: number): Promise<AvatarPhoto[]> {
  for (let n = 1; n <= count; n++) await check(db, owner, await received(db, owner, n));
  return photosOf(db.kysely, owner.avatarId);
}

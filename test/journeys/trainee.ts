import { join } from 'node:path';
import { photosOf } from '../../db/avatar-photos.ts';
import { avatarById, beginDraft, nameAvatar, noteDraft } from '../../db/avatars.ts';
import { photoChecked } from '../../db/check-photo.ts';
import { availableBalance, transfer, userAccount } from '../../db/ledger.ts';
import { receivePhoto } from '../../db/receive-photo.ts';
import type { Avatar, Training, TrainingEnd } from '../../db/schema.ts';
import { settlementOf } from '../../db/settlements.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import { flat } from '../demo/fal/uploads.ts';
import { eventually } from '../eventually.ts';
import type { Bot } from './open-bot.ts';

const SOON_MS = 20_000;
export const PRICE = 150;
export const PHOTOS = 10;

let made = 0;
const newId = () => `made-${++made}`;

/** Far from every other by its bits. */
const lookOf = (n: number) =>
  BigInt.asUintN(64, BigInt(n) * 0x9e3779b97f4a7c15n)
    .toString(16)
    .padStart(16, '0');

interface DraftOptions {
  readonly name?: string;
  /** How many of its photos are in doubt, beside those that are good. */
  readonly doubtful?: number;
}

/** A draft of the person's with all its photos, as the wizard would leave it. */
export async function draftWithPhotos(
  bot: Pick<Bot, 'db' | 'folder' | 'now'>,
  personId: string,
  { name = 'Anna', doubtful = 0 }: DraftOptions = {},
): Promise<string> {
  const { kysely: db } = bot.db;
  const now = bot.now();
  const avatarId = newId();
  await beginDraft(db, {
    avatarId,
    consentId: newId(),
    personId,
    textVersion: 1,
    language: 'en',
    triggerPhrase: `trig${made}`,
    now,
  });
  await nameAvatar(db, { personId, avatarId, name, now });
  await noteDraft(db, { personId, avatarId, who: null, step: 'who', now });
  await noteDraft(db, { personId, avatarId, who: null, step: 'photos', now });
  const images = createFolderStore({ dir: join(bot.folder, 'storage') });
  // Equal bytes are one file at Telegram, whoever sends them.
  const photo = await flat(`#${lookOf(made).slice(0, 6)}`, 512);
  for (let n = 1; n <= PHOTOS + doubtful; n++) {
    const photoId = newId();
    const objectKey = `${personId}/${avatarId}/${photoId}.jpg`;
    const thumbnailKey = `${personId}/${avatarId}/${photoId}-thumb.webp`;
    await images.put('avatars', objectKey, photo, 'image/jpeg');
    await images.put('avatars', thumbnailKey, photo, 'image/jpeg');
    const owner = { personId, avatarId, photoId, now };
    const file = { fileUniqueId: photoId, fileId: photoId, messageId: n };
    await receivePhoto(db, { ...owner, ...file });
    await photoChecked(db, {
      ...owner,
      found: {
        errors: [],
        warnings: n > PHOTOS ? ['dark'] : [],
        file: {
          sha256: photoId,
          lookHash: lookOf(made),
          objectKey,
          thumbnailKey,
          bytes: photo.length,
          width: 512,
          height: 512,
        },
      },
    });
  }
  return avatarId;
}

/** Somebody with the price, and a draft of an avatar that has all its photos. */
export async function createTrainee(bot: Bot, coins = PRICE, options: DraftOptions = {}) {
  const { db, telegram } = bot;
  const anna = bot.person();
  anna.say('/start');
  const screen = await anna.sees(/./);
  const { id: personId } = await anna.row();
  const more = coins - (await availableBalance(db.kysely, personId));
  if (more > 0)
    await transfer(db.kysely, {
      debit: 'grants',
      credit: userAccount(personId),
      amount: more,
      kind: 'grant',
      reference: `grant:${newId()}`,
      now: bot.now(),
      newId,
    });
  const avatarId = await draftWithPhotos(bot, personId, options);

  const trainings = (): Promise<Training[]> =>
    db.kysely
      .selectFrom('trainings')
      .selectAll()
      .where('avatar_id', '=', avatarId)
      .orderBy('n')
      .execute();

  /** Presses the button with the price, and waits until its training is taken. */
  const train = async (n = 1): Promise<string> => {
    const data = `train/${avatarId}/${n}/${PRICE}`;
    await telegram.pressStale(anna.id, screen.message_id, data).answered;
    const found = await eventually(async () => (await trainings())[n - 1], {
      timeoutMs: SOON_MS,
      everyMs: 10,
    });
    return found.id;
  };

  const until = async (id: string, is: (training: Training) => boolean): Promise<Training> =>
    eventually(
      async () => (await trainings()).find((training) => training.id === id && is(training)),
      { timeoutMs: SOON_MS, everyMs: 10 },
    ).catch(async (cause) => {
      throw new Error(
        `${JSON.stringify(await trainings())}\n${bot.lines.map((line) => JSON.stringify(line)).join('\n')}`,
        { cause },
      );
    });

  return {
    ...anna,
    avatarId,
    screen,
    trainings,
    train,
    until,
    avatar: async (): Promise<Avatar> => {
      const found = await avatarById(db.kysely, avatarId);
      if (!found) throw new Error('the avatar is gone');
      return found;
    },
    photos: () => photosOf(db.kysely, avatarId),
    /** How the training ended, and what it cost in the end. */
    trained: async (id: string): Promise<{ end: TrainingEnd | null; captured: number }> => {
      const { end_state: end } = await until(id, ({ end_state }) => end_state !== null);
      const { captured = -1 } = (await settlementOf(db.kysely, id)) ?? {};
      return { end, captured };
    },
    /** Waits until the training's actor has come to this state, as its journal tells. */
    comesTo: (id: string, path: string) =>
      eventually(
        async () => {
          const line = await db.kysely
            .selectFrom('journal')
            .select('to_state')
            .where('actor_key', '=', `avatar:${id}`)
            .orderBy('at', 'desc')
            .orderBy('step', 'desc')
            .executeTakeFirst();
          return line?.to_state === path ? true : undefined;
        },
        { timeoutMs: SOON_MS, everyMs: 10 },
      ),
  };
}

export type Trainee = Awaited<ReturnType<typeof createTrainee>>;

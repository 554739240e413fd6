import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { photosOf } from '../../../db/avatar-photos.ts';
import { issuesOf } from '../../../db/judge-photos.ts';
import type { Db } from '../../../db/open.ts';
import type { Person } from '../../../db/schema.ts';
import type { Work } from '../../../src/actors/doers.ts';
import { createAvatarDoers } from '../../../src/effects/avatars/doers.ts';
import type { Reachable } from '../../../src/effects/reach.ts';
import { createReach } from '../../../src/effects/reach.ts';
import type { FaceDetector } from '../../../src/images/faces/face-detector.ts';
import { createFolderStore } from '../../../src/images/folder-store.ts';
import { createPhotoCheck, type PhotoCheck } from '../../../src/images/photo-check.ts';
import type { FetchedFile } from '../../../src/telegram/fetch-file.ts';
import type { Clock } from '../../../src/telegram/limiter.ts';
import type { Messenger, Note, Told } from '../../../src/telegram/messenger.ts';
import { loadWords } from '../../../src/telegram/words.ts';
import { newId, START, somebody } from '../../db/people-with-coins.ts';

const oneFace: FaceDetector = async () => [{ width: 0.4, score: 0.9 }];

/** No refusal waits for others. */
const atOnce: Clock['setTimer'] = (run) => {
  let isOff = false;
  queueMicrotask(() => isOff || run());
  return () => {
    isOff = true;
  };
};

export interface Reply {
  readonly chatId: number;
  readonly to: number | null;
  readonly words: string;
}

/** The doers on a real database and a folder; Telegram's files and answers are in memory. */
export async function begin(
  t: TestContext,
  db: Db,
  faces: FaceDetector = oneFace,
  photoCheck: PhotoCheck = createPhotoCheck({ faces }),
  setTimer: Clock['setTimer'] = atOnce,
) {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-photos-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const files = new Map<string, Uint8Array | FetchedFile['kind']>();
  const replies: Reply[] = [];
  const checked: string[] = [];
  const forgotten: string[] = [];
  const ended: string[] = [];
  const told: { answer: Told } = { answer: 'done' };
  const clock = { at: START };

  const messenger = {
    send: async (chatId: number, note: Note, options?: { replyTo?: number | null }) => {
      if (told.answer === 'done')
        replies.push({ chatId, to: options?.replyTo ?? null, words: note.html });
      return told.answer;
    },
  } as unknown as Messenger;

  const now = () => clock.at;
  const images = createFolderStore({ dir: folder });
  const doers = createAvatarDoers({
    db: db.kysely,
    images,
    reach: createReach({ db: db.kysely, messenger, now }),
    words: await loadWords(),
    now,
    newId,
    orphanMs: 60_000,
    fetchFile: async (fileId) => {
      const file = files.get(fileId) ?? 'gone';
      if (file === 'ok') throw new Error('a file without bytes');
      return file instanceof Uint8Array ? { kind: 'ok', bytes: file } : { kind: file };
    },
    photoCheck,
    setTimer,
    forgetFiles: async (keys) => void forgotten.push(...keys),
    onErased: async (ids) => void ended.push(...ids),
    onChecked: async (key, avatarId) => void checked.push(`${key} ${avatarId}`),
  });

  return {
    doers,
    images,
    files,
    replies,
    checked,
    forgotten,
    ended,
    told,
    clock,
    stored: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
  };
}

export type Stage = Awaited<ReturnType<typeof begin>>;

export async function someone(db: Db): Promise<Reachable> {
  const person: Person = await somebody(db);
  if (person.telegram_id === null) throw new Error('nobody');
  return { ...person, telegram_id: person.telegram_id };
}

let works = 0;

export const workFor = (person: Reachable, more: Partial<Work> = {}): Work => ({
  key: `chat:${person.telegram_id}`,
  effectId: `chat:${person.telegram_id}/epoch/${++works}/0`,
  attempts: 0,
  signal: new AbortController().signal,
  ...more,
});

/** The draft that a consent begins. */
export const agreed = async ({ doers }: Stage, person: Reachable): Promise<string> =>
  (await doers.jobs.consent({ personId: person.id, textVersion: 1 }, workFor(person))).draftId;

export const photo = (avatarId: string, messageId: number, fileId = `file-${messageId}`) => ({
  avatarId,
  fileId,
  fileUniqueId: `unique-${fileId}`,
  messageId,
  fileType: null,
  bytes: null,
});

export const found = async (db: Db, avatarId: string) =>
  (await photosOf(db.kysely, avatarId)).map((one) => [one.message_id, one.state, ...issuesOf(one)]);

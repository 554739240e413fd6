import { randomBytes } from 'node:crypto';
import { beginAttempt } from '../../db/attempts.ts';
import { markDelivered } from '../../db/deliveries.ts';
import type { Db } from '../../db/open.ts';
import { createPromo, redeem } from '../../db/promos.ts';
import { settle } from '../../db/settle.ts';
import { makeShare } from '../../db/shares.ts';
import { trashImages } from '../../db/trash.ts';
import { newId, START, somebody, started, storedPictures } from './people-with-coins.ts';
import { draftWithPhotos, startedTraining } from './trained-avatars.ts';

const now = START;

/** As ids come in life, where the order of the databases might differ: `aZ-_9…`. */
const wildId = () => randomBytes(9).toString('base64url');

/**
 * Puts rows into every table: somebody with pictures, one of them in the trash, an avatar that is
 * being trained, and so many lines of the journal. Returns the person's id.
 */
export async function furnish(db: Db, { journal = 20 } = {}): Promise<string> {
  const { id: person_id } = await somebody(db, 1000);
  const pictures = await makePictures(db, person_id);
  const owner = await draftWithPhotos(db, person_id, 10);
  await startedTraining(db, owner);
  await furnishGallery(db, person_id, pictures);
  await furnishOperations(db, person_id);
  const lines = Array.from({ length: journal }, (_, step) => lineOf(step));
  for (let n = 0; n < lines.length; n += 500)
    await db.kysely
      .insertInto('journal')
      .values(lines.slice(n, n + 500))
      .execute();
  return person_id;
}

async function makePictures(db: Db, personId: string): Promise<string[]> {
  const generationId = await started(db, personId, { description: 'кот на солнце, 100 % "hm"' });
  await beginAttempt(db.kysely, { orderId: generationId, n: 1, endpoint: 'imagen4', now });
  const pictures = await storedPictures(db, generationId, 4);
  await markDelivered(db.kysely, pictures.slice(0, 3), now);
  await settle(db.kysely, { generationId, end: 'succeeded', now, newId });
  await started(db, personId, { description: 'still under way' });
  return pictures.slice(0, 3);
}

async function furnishGallery({ kysely: db }: Db, personId: string, pictures: readonly string[]) {
  const [kept = '', trashed = ''] = pictures;
  const album = { id: newId(), person_id: personId, request: newId(), created_at: now };
  await db
    .insertInto('albums')
    .values({ ...album, title: 'Cats', title_key: 'cats' })
    .execute();
  const { sort_key } = await db
    .selectFrom('images')
    .select('sort_key')
    .where('id', '=', kept)
    .executeTakeFirstOrThrow();
  const place = { album_id: album.id, image_id: kept, sort_key };
  await db.insertInto('album_images').values(place).execute();
  await makeShare(db, { token: wildId(), personId, imageId: kept, now });
  await trashImages(db, personId, [trashed], now);
}

async function furnishOperations({ kysely: db }: Db, personId: string) {
  const person_id = personId;
  const created_at = now;
  const validity = { validFrom: 0, validUntil: null };
  await createPromo(db, { code: 'SUN', coins: 5, uses: 2, ...validity, now });
  await redeem(db, { code: 'SUN', personId, request: newId(), now, newId });
  const screen = { message_id: 7, sent_at: now, picture: 'home', digest: 'd' };
  await db
    .insertInto('screens')
    .values({ person_id, ...screen })
    .execute();
  await db.insertInto('welcomes').values({ person_hash: wildId(), created_at }).execute();
  const off = { model: 'old', off_at: now, reason: 'gone' };
  await db.insertInto('model_switches').values(off).execute();
  const outage = { subject: 'billing', opened_at: now, failed_at: now, detail: 'locked' };
  await db.insertInto('outages').values(outage).execute();
  const watcher = { subject: 'billing', person_id, created_at };
  await db.insertInto('outage_watchers').values(watcher).execute();
  await db.insertInto('coin_requests').values({ person_id, day: 20_000, created_at }).execute();
  const file = { key: `7:${wildId()}`, file_id: wildId(), created_at };
  await db.insertInto('telegram_files').values(file).execute();
  const dead = { update_id: 9, telegram_id: null, body: '{}', error: 'none', created_at };
  await db.insertInto('dead_updates').values(dead).execute();
  const doomed = { bucket: 'imagen4', object_key: wildId(), due_at: now };
  await db.insertInto('doomed_objects').values(doomed).execute();
}

const lineOf = (step: number) => ({
  actor_key: `chat:${step % 7}`,
  epoch: wildId(),
  step,
  event: 'press',
  from_state: 'home',
  to_state: 'gallery',
  at: now + step,
});

import { doomed } from '../../db/doomed-objects.ts';
import { stored } from '../../db/generations.ts';
import { type Order, startGeneration } from '../../db/holds.ts';
import type { ObjectKey } from '../../db/images.ts';
import { transfer, userAccount } from '../../db/ledger.ts';
import type { Meeting } from '../../db/newcomers.ts';
import type { Db, Handle } from '../../db/open.ts';
import type { Millis, Person } from '../../db/schema.ts';
import { purgeImage, trashImages } from '../../db/trash.ts';
import { meet } from './meet.ts';

/** A time to start tests from. */
export const START: Millis = 1_800_000_000_000;

let made = 0;

/** Ids in the order of their making: `id-000001`, … */
export const newId = () => `id-${String(++made).padStart(6, '0')}`;

/** Someone new with this many coins. */
export async function somebody({ kysely: db }: Db, coins = 0): Promise<Person> {
  const telegramId = ++made;
  const { person } = await meet(db, {
    telegramId,
    language: 'ru',
    now: START,
    newId,
    hash: `hash-${telegramId}`,
    welcomeCoins: 0,
  });
  if (coins > 0) await grant(db, person.id, coins);
  return person;
}

/** Gives coins, under a reference of its own. */
export async function grant(db: Handle, personId: string, amount: number) {
  const credit = userAccount(personId);
  const reference = `grant:${newId()}`;
  const order = { debit: 'grants', credit, amount, kind: 'grant', reference, now: START, newId };
  return transfer(db, order);
}

/** An order of 4 pictures at 5 coins each, with what is told otherwise. */
export const orderOf = (personId: string, more: Partial<Order> = {}): Order => ({
  id: newId(),
  personId,
  model: 'imagen4',
  shape: 'square',
  count: 4,
  unitPrice: 5,
  description: 'a cat in the sun',
  sourceMessageId: null,
  waitUntil: START + 3_600_000,
  now: START,
  newId,
  ...more,
});

/** Starts a generation for someone who can pay, and returns its id. */
export async function started({ kysely: db }: Db, personId: string, more: Partial<Order> = {}) {
  const order = orderOf(personId, more);
  const outcome = await startGeneration(db, order);
  if (outcome.kind !== 'started') throw new Error(`it was not started: ${outcome.kind}`);
  return order.id;
}

/** A picture as it is handed to `stored`. */
export const pictureAt = (place: number, id = newId()) => ({
  id,
  place,
  bucket: 'imagen4',
  object_key: `${id}.png`,
  thumbnail_key: `${id}.webp`,
  content_type: 'image/png',
  sha256: 'f'.repeat(64),
  bytes: 1000,
  width: 1024,
  height: 1024,
});

/** Stores pictures for a generation and returns their ids by place. */
export async function storedPictures(
  { kysely: db }: Db,
  generationId: string,
  count: number,
  now: Millis = START,
): Promise<string[]> {
  const images = Array.from({ length: count }, (_, place) => pictureAt(place));
  const outcome = await stored(db, {
    id: generationId,
    images,
    deliverBy: now + 86_400_000,
    now,
  });
  if (outcome !== 'stored') throw new Error(`the pictures were not stored: ${outcome}`);
  return images.map((image) => image.id);
}

/** The objects of a picture made by `pictureAt`. */
export const objectsOf = (id: string): ObjectKey[] => [
  { bucket: 'imagen4', key: `${id}.png` },
  { bucket: 'imagen4', key: `${id}.webp` },
];

/** What is to be removed from the store, by key. */
export async function doomedKeys({ kysely: db }: Db): Promise<ObjectKey[]> {
  const keys = (await doomed(db, 1000, Number.MAX_SAFE_INTEGER)).map(({ bucket, key }) => ({
    bucket,
    key,
  }));
  return keys.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Moves a picture to the trash and deletes it there. */
export async function deleteForGood({ kysely: db }: Db, personId: string, id: string) {
  await trashImages(db, personId, [id], START);
  return purgeImage(db, personId, id, START);
}

/** Somebody's first word, with the welcome coins. */
export const meeting = (telegramId: number, more: Partial<Meeting> = {}): Meeting => ({
  telegramId,
  language: 'en',
  now: START,
  newId,
  hash: `hash of ${telegramId}`,
  welcomeCoins: 25,
  ...more,
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkInvariants, keptImages, keptWeights } from '../../db/invariants.ts';
import type { Db } from '../../db/open.ts';
import type { BotApi } from '../../src/demo/bot-api/bot-api.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { BucketRole, ImageStore } from '../../src/images/image-store.ts';
import { eventually } from '../eventually.ts';

export interface Checked {
  readonly url: string;
  readonly db: Db;
  readonly telegram: BotApi;
  /** Where the pictures lie. */
  readonly storage: string;
  /** Reads them, where that is no folder. */
  readonly images?: Pick<ImageStore, 'get'>;
  readonly now: () => number;
  /** Moves the bot's clock on, where it can be moved. */
  readonly pass?: (ms: number) => void;
  /** Refusals of the Bot API that the journey provoked. */
  readonly provoked?: readonly RegExp[];
  /** How long the bot may take to come to rest. */
  readonly quietMs?: number;
  /** A bot that was killed may have taken a press and not answered it: the phone's spinner ends. */
  readonly mayLosePresses?: boolean;
}

const QUIET_MS = 25_000;
/** Files are removed so often. */
const REMOVAL_MS = 5_000;
const FILES_MS = 2 * REMOVAL_MS;

const depthOf = (metrics: string, condition: string): number =>
  Number(new RegExp(`aisha_effects\\{condition="${condition}"\\} (\\d+)`).exec(metrics)?.[1]);

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

/** As `unfinished`, of trainings. */
async function unfinishedTrainings({ kysely }: Db) {
  return kysely
    .selectFrom('trainings')
    .innerJoin('people', 'people.id', 'trainings.person_id')
    .select(['trainings.id', 'end_state', 'admitted_at', 'stored_at'])
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('end_state', 'is', null), eb('unreachable_at', 'is', null)]))
    .execute();
}

/** Orders that are open, or whose end a person who can be reached does not know yet. */
async function unfinished({ kysely }: Db) {
  return kysely
    .selectFrom('generations')
    .innerJoin('people', 'people.id', 'generations.person_id')
    .select(['generations.id', 'end_state', 'admitted_at', 'stored_at'])
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('end_state', 'is', null), eb('unreachable_at', 'is', null)]))
    .execute();
}

/** Waits until nothing is under way: no update, no press, no order, no effect. */
export const untilQuiet = (checked: Checked): Promise<void> =>
  untilNone(checked, async ({ db }) => [
    ...(await unfinished(db)),
    ...(await unfinishedTrainings(db)),
  ]);

/** As `untilQuiet`, but orders may go on at FAL: only the watch over each is still at work. */
export const untilIdle = (checked: Checked, watches: number): Promise<void> =>
  untilNone(checked, async () => [], watches);

async function untilNone(
  checked: Checked,
  ordersOf: (checked: Checked) => Promise<readonly unknown[]>,
  watches = 0,
): Promise<void> {
  const { url, telegram, quietMs = QUIET_MS, mayLosePresses = false } = checked;
  let busy: unknown = 'nothing was looked at';
  const look = async () => {
    const metrics = await metricsOf(url);
    const under = {
      updates: telegram.pendingUpdates(),
      presses: mayLosePresses ? [] : telegram.openQueries(),
      orders: await ordersOf(checked),
      effects: depthOf(metrics, 'due') + depthOf(metrics, 'leased') - watches,
    };
    busy = under;
    const { updates, presses, orders, effects } = under;
    return updates.length + presses.length + orders.length + effects <= 0 ? true : undefined;
  };
  await eventually(look, { timeoutMs: quietMs, everyMs: 20 }).catch((cause) => {
    throw new Error(`still busy: ${JSON.stringify(busy)}`, { cause });
  });
}

/** I5: what succeeded can be read, whole. */
async function checkObjects({
  db,
  storage,
  images = createFolderStore({ dir: storage }),
}: Checked) {
  const kept = await keptImages(db.kysely, { limit: 10_000 });
  const weights = await keptWeights(db.kysely);
  for (const { id, bucket, object_key, bytes, sha256 } of [
    ...kept,
    ...weights.map((each) => ({ ...each, bucket: 'avatars', object_key: each.key })),
  ]) {
    const object = await images.get(bucket as BucketRole, object_key);
    assert.equal(object?.length, bytes, `the size of ${id}`);
    const found = createHash('sha256')
      .update(object ?? '')
      .digest('hex');
    assert.equal(found, sha256, `the sha256 of ${id}`);
  }
}

/** Apart from what a kill left half written, which nobody finds, and the store's own probes. */
const IN_A_BUCKET = /\/(imagen4|photos|avatars)\/(?!check-|\.)/;

async function keysOfAvatars({ kysely }: Db): Promise<string[]> {
  const avatars = await kysely
    .selectFrom('avatars')
    .select(['weights_key', 'preview_key'])
    .where('deleted_at', 'is', null)
    .execute();
  const photos = await kysely
    .selectFrom('avatar_photos')
    .select(['object_key', 'thumbnail_key'])
    .execute();
  return [
    ...avatars.flatMap(({ weights_key, preview_key }) => [weights_key, preview_key]),
    ...photos.flatMap(({ object_key, thumbnail_key }) => [object_key, thumbnail_key]),
  ].flatMap((key) => key ?? []);
}

/** Every file is a kept image's, or a kept avatar's; those of others go a little after their rows. */
async function checkNothingLeft({ db, storage, pass }: Checked) {
  pass?.(REMOVAL_MS);
  const look = async () => {
    const kept = await db.kysely
      .selectFrom('images')
      .select(['object_key', 'thumbnail_key'])
      .where('deleted_at', 'is', null)
      .execute();
    const names = [
      ...kept.flatMap(({ object_key, thumbnail_key }) => [object_key, thumbnail_key]),
      ...(await keysOfAvatars(db)),
    ];
    const entries = existsSync(storage)
      ? await readdir(storage, { recursive: true, withFileTypes: true })
      : [];
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => IN_A_BUCKET.test(path));
    const left = paths.filter((path) => !names.some((name) => path.endsWith(name)));
    assert.deepEqual(left, [], 'a file that is nobody’s');
    return true;
  };
  await eventually(look, { timeoutMs: FILES_MS, everyMs: 100 }).catch(({ cause }) => {
    throw cause;
  });
}

function checkCalls({ telegram, provoked = [] }: Checked) {
  const isProvoked = (description = '') => provoked.some((words) => words.test(description));
  const refused = telegram.calls
    .filter(({ status = 0, description }) => status >= 400 && !isProvoked(description))
    .map(({ method, description, params }) => ({ method, description, params }));
  assert.deepEqual(refused, [], 'the Bot API refused a call');
}

/** What every journey ends with. */
export async function checkBot(checked: Checked): Promise<void> {
  await untilQuiet(checked);
  assert.deepEqual(await checkInvariants(checked.db.kysely, { now: checked.now() }), []);
  await checkObjects(checked);
  await checkNothingLeft(checked);
  assert.equal(depthOf(await metricsOf(checked.url), 'dead'), 0, 'a dead letter');
  checkCalls(checked);
}

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../eventually.ts';
import { served } from '../../journeys/backing.ts';
import { embeddedIn, withOwnS3 } from '../backings.ts';
import { openCrowd } from '../crowd.ts';
import { hurry } from '../hurry.ts';
import { serversRefusal } from '../refusals.ts';
import type { Play, Scenario } from '../scenario.ts';

const SLOW = { queueMs: 50, renderMs: 150 };
const HOUR_MS = 3_600_000;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The only process's clock goes back an hour, comes right, and goes on an hour. */
async function shiftClock({ open, random, tell }: Play): Promise<void> {
  const stage = await open({ stages: SLOW });
  const crowd = openCrowd({ stage, random, people: 4, wander: false, mayFail: true });
  for (const ahead of [-HOUR_MS, 0, HOUR_MS]) {
    await Promise.race([pass(random.between(1000, 2000)), crowd.lives]);
    stage.setClock(ahead);
  }
  await Promise.race([pass(1000), crowd.lives]);
  await crowd.over();
  await hurry(stage);
  tell(`${crowd.ordered()} orders`);
}

/** One of two processes has a clock that is wrong by an hour. */
async function skewClock({ open, random, tell }: Play): Promise<void> {
  const stage = await open({ backing: served, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random, people: 4, wander: false });
  for (const ahead of [HOUR_MS, 0, -HOUR_MS, 0]) {
    await Promise.race([pass(random.between(1000, 3000)), crowd.lives]);
    stage.setClock(ahead, 1);
  }
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

const DISK_MB = 96;

function mount(folder: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'aisha', folder], {
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    return `no small disk can be mounted: ${Object(error).message}`;
  }
}

const unmount = (folder: string) => {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true });
};

async function mountRefusal(): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-disk-'));
  const refusal = mount(folder);
  if (refusal === undefined) unmount(folder);
  else rmSync(folder, { recursive: true });
  return refusal;
}

/** Writes until nothing more can be written. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1 << 20, 1 << 12])
      try {
        for (;;) writeSync(file, new Uint8Array(size));
      } catch (error) {
        if (Object(error).code !== 'ENOSPC') throw error;
      }
  } finally {
    closeSync(file);
  }
}

/** The disk under database, actors and pictures is full, and has room again. */
async function fillDisk({ open, random, isShort, tell }: Play): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-disk-'));
  mount(folder);
  const backing = async () => {
    const base = await embeddedIn(folder);
    return { ...base, remove: async () => unmount(folder) };
  };
  const stage = await open({ backing, stages: SLOW });
  stage.forgive({ presses: true });
  const crowd = openCrowd({ stage, random, people: 3, wander: false, mayFail: true });
  const filler = join(folder, 'filler');
  for (let n = 0; n < (isShort ? 1 : 3); n += 1) {
    await Promise.race([pass(random.between(1000, 2000)), crowd.lives]);
    fill(filler);
    await pass(random.between(2000, 4000));
    rmSync(filler);
  }
  await crowd.over();
  await hurry(stage);
  tell(`${crowd.ordered()} orders`);
}

const FIRST = 9_000_000;
/** Telegram's stand-in opens as many connections as `setWebhook` asked for. */
const BURST_MS = 240_000;

/** As many people as the bot may have in a day come in the same moment. */
async function burst({ open, isShort, tell }: Play): Promise<void> {
  const count = isShort ? 500 : 10_000;
  const stage = await open({ backing: served, instances: 2 });
  const { telegram, db } = stage;
  const shown = new Set<number>();
  telegram.subscribe((event) => {
    if (event.type === 'message' && !event.message.own) shown.add(event.chatId);
  });
  const ids = Array.from({ length: count }, (_, at) => FIRST + at);
  for (const id of ids) telegram.person({ id, firstName: `P ${id}`, languageCode: 'en' });
  const from = performance.now();
  for (const id of ids) telegram.say(id, '/start');
  const patience = { timeoutMs: BURST_MS, everyMs: 200 };
  await eventually(() => (telegram.pendingUpdates().length === 0 ? true : undefined), patience);
  const accepted = performance.now() - from;
  await eventually(() => (shown.size === count ? true : undefined), patience);
  const people = await db.kysely
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('telegram_id', '>=', FIRST)
    .executeTakeFirstOrThrow();
  assert.equal(Number(people.count), count, 'somebody was lost');
  tell(`${count} people taken in within ${(accepted / 1000).toFixed(1)} s`);
}

const S3_ILLS = ['refusing', 'slow', 'truncating', 'failing'] as const;

/** S3 ails in every way while people order. */
async function ailS3({ open, random, isShort, tell }: Play): Promise<void> {
  const backing = await withOwnS3();
  const { proxy, images } = backing;
  const stage = await open({ backing: async () => backing, images, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random, people: 4, wander: false });
  for (let n = 0; n < (isShort ? 4 : 12); n += 1) {
    await Promise.race([pass(random.between(300, 1500)), crowd.lives]);
    proxy.ail(S3_ILLS[n % S3_ILLS.length] ?? 'none');
    await pass(random.between(500, 3000));
    proxy.ail('none');
  }
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

const s3Refusal = async () => serversRefusal ?? (await import('../../s3.ts')).s3Refusal;

/** What surrounds the processes breaks. */
export const world: readonly Scenario[] = [
  { name: 'clock', says: 'a clock that jumps by an hour costs nobody a coin', run: shiftClock },
  {
    name: 'clock-skew',
    says: 'a process whose clock is wrong by an hour ends no order and costs nobody a coin',
    refusal: serversRefusal,
    run: skewClock,
  },
  {
    name: 'disk-full',
    says: 'a full disk is answered with "again, later", and nothing is lost or doubled',
    refusal: mountRefusal,
    run: fillDisk,
  },
  {
    name: 'burst',
    says: '10,000 people at once are all taken in, each once',
    refusal: serversRefusal,
    run: burst,
  },
  {
    name: 's3-ills',
    says: 'S3 that is down, slow, truncating or failing loses no picture',
    refusal: s3Refusal,
    run: ailS3,
  },
];

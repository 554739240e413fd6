import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Backing, embedded, served } from '../../journeys/backing.ts';
import { SECRET_WORDS } from '../crowd.ts';
import { serversRefusal } from '../refusals.ts';
import type { Play, Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const LEASE_MS = '2000';
/** In the short form only so many. */
const SHORT_POINTS = 3;
/** A statement of the housekeeping comes again and again: its first times stand for all. */
const TIMES = 2;
const CERTAINTY_MS = 61_000;
/** Redis has its own clock: there an order whose POST nobody knows of really waits a minute. */
const PATIENCE_MS = 180_000;

interface Place {
  readonly backing: () => Promise<Backing>;
  readonly instances: number;
}

/** One person meets the bot, orders a picture and gets it. */
async function orderOne(stage: Stage): Promise<void> {
  const person = stage.person();
  person.say('/start');
  await person.sees(/(?:)/);
  await person.order(`${SECRET_WORDS} one picture`);
  await person.result();
}

const openAt = ({ open }: Play, { backing, instances }: Place, env: Record<string, string>) =>
  open({
    backing,
    instances,
    patienceMs: PATIENCE_MS,
    env: (place) => ({ FAULT_LEASE_MS: LEASE_MS, ...(place === 0 && env) }),
  });

/** Every crossing of one order's way, as `side name#n`, in the order in which they come. */
async function trace(play: Play, place: Place): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-trace-'));
  const path = join(folder, 'trace');
  const stage = await openAt(play, place, { FAULT_TRACE: path });
  stage.prefer(0);
  const atStart = (await readFile(path, 'utf8')).split('\n').length - 1;
  await orderOne(stage);
  const lines = (await readFile(path, 'utf8')).trim().split('\n').slice(atStart);
  await stage.close();
  await rm(folder, { recursive: true });
  const isOfTheWay = (line: string) =>
    Number(/#(\d+)$/.exec(line)?.[1]) <= TIMES + 1 && !/locks|getMe|outages/.test(line);
  const seen = new Map<string, number>();
  return [...new Set(lines)].filter(isOfTheWay).filter((line) => {
    const name = line.replace(/#\d+$/, '');
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return (seen.get(name) ?? 0) <= TIMES;
  });
}

/** The process ends itself there; another, or the same one again, goes on. */
async function dieAt(play: Play, place: Place, point: string): Promise<boolean> {
  const stage = await openAt(play, place, { FAULT_POINT: point });
  stage.prefer(0);
  stage.forgive({ presses: true });
  const [dying] = stage.instances;
  const died = dying?.exited.then(async () => {
    await stage.end(0, 'SIGKILL');
    stage.prefer(null);
    if (place.instances === 1) await stage.start(0, { FAULT_POINT: '' });
    if (place.backing === embedded) stage.setClock(CERTAINTY_MS);
    return true;
  });
  await orderOne(stage);
  const isDead = await Promise.race([died, Promise.resolve(false)]);
  if (!isDead) await stage.end(0, 'SIGKILL');
  await died;
  if (place.instances > 1) await stage.start(0, { FAULT_POINT: '' });
  const [order, ...more] = (await stage.people()[0]?.orders()) ?? [];
  if (!order || more.length > 0) throw new Error(`${more.length + 1} orders in place of one`);
  await stage.close();
  return isDead === true;
}

async function dieEverywhere(play: Play, place: Place): Promise<void> {
  const all = await trace(play, place);
  const { isShort, random, tell } = play;
  const asked = process.env['POINT'];
  const chosen = isShort
    ? Array.from({ length: SHORT_POINTS }, () => random.pick(all))
    : asked === undefined
      ? all
      : [asked];
  let deaths = 0;
  for (const point of chosen)
    try {
      if (await dieAt(play, place, point)) deaths += 1;
    } catch (error) {
      throw new Error(`POINT='${point}'`, { cause: error });
    }
  if (deaths === 0) throw new Error('no process has died');
  tell(`${deaths} deaths at ${chosen.length} of ${all.length} places`);
}

/** A process ends itself before and after each thing it awaits on an order's way. */
export const failpoints: readonly Scenario[] = [
  {
    name: 'failpoint-sqlite',
    says: 'a process that dies around any await of an order loses and doubles nothing',
    inShort: true,
    run: (play) => dieEverywhere(play, { backing: embedded, instances: 1 }),
  },
  {
    name: 'failpoint-two',
    says: 'as before, and another process goes on with the order',
    refusal: serversRefusal,
    run: (play) => dieEverywhere(play, { backing: served, instances: 2 }),
  },
];

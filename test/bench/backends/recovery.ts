import { checkInvariants } from '../../../db/invariants.ts';
import { openDatabase } from '../../../db/open.ts';
import type { Figure } from '../figures.ts';
import type { Stage } from '../stage.ts';
import { createUpdates, menuPresses } from '../updates.ts';
import { type Bench, columnOf, type Told } from './bench.ts';
import { insist } from './insist.ts';

const LOAD = { connections: 100, perSecond: 100 };
/** Of the presses so many go by before the server is stopped. */
const BEFORE = 0.25;
const TARGET_MS = 5000;
/** That the database is away is told with each press. */
const QUIET = { LOG_LEVEL: 'silent' };

async function brokenIn({ backend }: Stage): Promise<number> {
  const db = await openDatabase(backend.databaseUrl, { poolSize: 1 });
  const violations = await checkInvariants(db.kysely, { now: Date.now() });
  await db.close();
  return violations.length;
}

/** The server dies under load, and is started again at once. */
async function restart({ servers, sizes }: Bench, stage: Stage): Promise<Figure[]> {
  const bot = await stage.bot('start', QUIET);
  const presses = menuPresses(createUpdates(), sizes.people);
  const insisting = insist(bot, { ...LOAD, count: sizes.restarting }, presses);
  const beforeMs = (sizes.restarting * BEFORE * 1000) / LOAD.perSecond;
  await new Promise((resolve) => setTimeout(resolve, beforeMs));
  const stoppedAt = performance.now();
  await servers.cluster.stop();
  await servers.cluster.start();
  const upAt = performance.now();
  const taken = await insisting;
  await bot.stop();
  const broken = await brokenIn(stage);
  const hit = taken.filter(({ dueAt, takenAt }) => dueAt <= upAt && takenAt > upAt);
  const recoveredMs = Math.max(0, ...hit.map(({ takenAt }) => takenAt - upAt));
  const again = taken.filter(({ tries }) => tries > 1).length;
  const where = columnOf(stage);
  return [
    {
      what: `database restarted under load, until all that waited was taken: ${where}`,
      measured: `${(recoveredMs / 1000).toFixed(2)} s (away for ${((upAt - stoppedAt) / 1000).toFixed(2)} s)`,
      target: `< ${TARGET_MS / 1000} s`,
      isMet: recoveredMs < TARGET_MS,
    },
    {
      what: `presses taken of those pressed, delivered again / broken invariants: ${where}`,
      measured: `${taken.length} of ${sizes.restarting}, ${again} / ${broken}`,
      target: 'all / 0',
      isMet: taken.length === sizes.restarting && broken === 0,
    },
  ];
}

/** How soon presses are taken again after PostgreSQL was killed and started. */
export async function benchRecovery(bench: Bench): Promise<Told> {
  const figures: Figure[] = [];
  for (const runtime of bench.runtimes)
    figures.push(...(await restart(bench, await bench.stage('redis', runtime))));
  return { figures };
}

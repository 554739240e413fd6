import { sql } from 'kysely';
import { checkInvariants } from '../../../db/invariants.ts';
import { openDatabase } from '../../../db/open.ts';
import type { Figure } from '../figures.ts';
import { percentile, pushHard } from '../load.ts';
import { CONNECTIONS } from '../measure-presses.ts';
import { openStage, type Stage, until } from '../stage.ts';
import { createUpdates, personNumber } from '../updates.ts';
import { type Bench, columnOf, type Told } from './bench.ts';

const TARGET_MS = 500;
/** Far beyond Telegram's 30: all shall have been shown their screen soon. */
const CALLS = { BENCH_CALLS_PER_SECOND: '5000' };
const PATIENCE_MS = 120_000;

interface Found {
  readonly people: number;
  readonly welcomed: number;
}

async function found({ backend }: Stage) {
  const db = await openDatabase(backend.databaseUrl, { poolSize: 1 });
  const { rows } = await sql<Found>`
    select (select count(*) from people) as people, (select count(*) from welcomes) as welcomed
  `.execute(db.kysely);
  const violations = await checkInvariants(db.kysely, { now: Date.now() });
  await db.close();
  return {
    people: rows[0]?.people ?? 0,
    welcomed: rows[0]?.welcomed ?? 0,
    broken: violations.length,
  };
}

async function measure(stage: Stage, crowd: number): Promise<Figure[]> {
  const bot = await stage.bot('start');
  const updates = createUpdates();
  let made = 0;
  const startedAt = performance.now();
  const taken = await pushHard(bot, CONNECTIONS, () =>
    made < crowd ? updates.command(personNumber(made++), '/start') : undefined,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const memory = bot.peakMb();
  await bot.stop();
  const successor = await stage.bot('open', CALLS);
  await until('all have a screen', async () => (await stage.shown()) >= crowd, PATIENCE_MS);
  await successor.stop();
  const { people, welcomed, broken } = await found(stage);
  const p99 = percentile(taken.latencies, 0.99);
  const where = columnOf(stage);
  return [
    {
      what: `${crowd} new people press Start at once, p50 / p99 to the 200: ${where}`,
      measured: `${percentile(taken.latencies, 0.5).toFixed(0)} / ${p99.toFixed(0)} ms, all in ${seconds.toFixed(1)} s`,
      target: `p99 < ${TARGET_MS} ms`,
      isMet: p99 < TARGET_MS,
    },
    {
      what: `refused / taken in / welcomed / shown a screen, by a successor / broken invariants: ${where}`,
      measured: `${taken.refused} / ${people} / ${welcomed} / ${crowd} / ${broken}; ${memory} MB`,
      target: `0 / ${crowd} / ${crowd} / ${crowd} / 0`,
      isMet: taken.refused === 0 && people === crowd && welcomed === crowd && broken === 0,
    },
  ];
}

/**
 * A crowd that nobody knew, over as many connections as Telegram opens. Whoever takes them in keeps
 * to Telegram's limits, and leaves the screens that are not drawn to a successor that need not.
 */
export async function benchCrowd({ servers, sizes, runtimes: [runtime] }: Bench): Promise<Told> {
  const stage = await openStage(await servers.open('redis'), runtime);
  const figures = await measure(stage, sizes.crowd);
  await stage.close();
  return { figures };
}

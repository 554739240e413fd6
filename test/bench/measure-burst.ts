import { sql } from 'kysely';
import { checkInvariants } from '../../db/invariants.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import type { Figure } from './figures.ts';
import { pushHard } from './load.ts';
import { type Server, type Stage, until } from './stage.ts';
import { createUpdates, personNumber } from './updates.ts';

const CONNECTIONS = 100;
const DESCRIPTION = 'кот на крыше под звёздным небом';

function each(bodies: readonly string[]): () => string | undefined {
  const left = bodies.values();
  return () => left.next().value;
}

/** Everybody says what they want to see, and has the button with the price before them. */
async function describe(stage: Stage, bot: Server, people: number): Promise<void> {
  const updates = createUpdates();
  const texts = Array.from({ length: people }, (_, nth) =>
    updates.text(personNumber(nth), DESCRIPTION),
  );
  await pushHard(bot, CONNECTIONS, each(texts));
  await until('all are asked', async () => (await stage.counts()).makes.length >= people);
}

interface Ends {
  readonly total: number;
  readonly ended: number;
  readonly succeeded: number;
}

async function endsOf(db: Db): Promise<Ends> {
  const { rows } = await sql<Ends>`
    select count(*) as total, count(end_state) as ended,
      count(case when end_state = 'succeeded' then 1 end) as succeeded from generations
  `.execute(db.kysely);
  return rows[0] ?? { total: 0, ended: 0, succeeded: 0 };
}

export interface Burst {
  /** Of all orders in the database. */
  readonly total: number;
  readonly succeeded: number;
  /** People who got no result. */
  readonly lost: number;
  /** People who got more than one. */
  readonly twice: number;
  readonly violations: number;
  readonly seconds: number;
  readonly beforeMb: number | null;
  readonly peakMb: number | null;
}

/** Everybody presses Create at once; so many of their orders are there already. */
export async function burst(stage: Stage, people: number, earlier = 0): Promise<Burst> {
  const bot = await stage.bot('open');
  await describe(stage, bot, people);
  await stage.forget();
  const beforeMb = bot.nowMb();
  const updates = createUpdates();
  const { makes } = await stage.counts();
  const presses = makes.map(([chatId, data]) => updates.press(chatId, data));
  const db = await openDatabase(stage.backend.databaseUrl, { poolSize: 1 });
  try {
    const startedAt = performance.now();
    await pushHard(bot, CONNECTIONS, each(presses));
    const isOver = async () => (await endsOf(db)).ended >= earlier + people;
    await until('all orders end', isOver, 150_000);
    const seconds = (performance.now() - startedAt) / 1000;
    const peakMb = bot.peakMb();
    await bot.stop();
    const { results } = await stage.counts();
    const { total, succeeded } = await endsOf(db);
    const violations = await checkInvariants(db.kysely, { now: Date.now() });
    return {
      total,
      succeeded,
      lost: people - results.length,
      twice: results.filter((count) => count > 1).length,
      violations: violations.length,
      seconds,
      beforeMb,
      peakMb,
    };
  } finally {
    await db.close();
  }
}

export async function measureBurst(stage: Stage, people: number): Promise<Figure[]> {
  const { total, succeeded, lost, twice, violations, seconds, beforeMb, peakMb } = await burst(
    stage,
    people,
  );
  return [
    {
      what: 'burst: orders that ended well, of those pressed',
      measured: `${succeeded} of ${total}, ${people} pressed`,
      target: 'all',
      isMet: succeeded === people && total === people,
    },
    {
      what: 'results lost / sent twice / broken invariants',
      measured: `${lost} / ${twice} / ${violations}`,
      target: '0 / 0 / 0',
      isMet: lost === 0 && twice === 0 && violations === 0,
    },
    {
      what: 'time until all had ended',
      measured: `${seconds.toFixed(1)} s, ${(people / seconds).toFixed(0)} a second`,
    },
    {
      what: 'peak memory of the bot',
      measured: `${peakMb} MB (${beforeMb} MB before)`,
      target: '< 200 MB',
      isMet: peakMb !== null && peakMb < 200,
    },
  ];
}

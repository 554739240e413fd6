import { DatabaseSync } from 'node:sqlite';
import { checkInvariants } from '../../db/invariants.ts';
import { openDatabase } from '../../db/open.ts';
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

function endsOf(path: string): { total: number; ended: number; succeeded: number } {
  const db = new DatabaseSync(path, { readOnly: true });
  const row = db
    .prepare(
      `SELECT count(*) AS total, count(end_state) AS ended,
        count(*) FILTER (WHERE end_state = 'succeeded') AS succeeded FROM generations`,
    )
    .get();
  db.close();
  return {
    total: Number(row?.['total']),
    ended: Number(row?.['ended']),
    succeeded: Number(row?.['succeeded']),
  };
}

async function broken(path: string): Promise<number> {
  const db = await openDatabase(`sqlite:${path}`);
  const violations = await checkInvariants(db.kysely, { now: Date.now() });
  await db.close();
  return violations.length;
}

/** Everybody presses Create at once. */
export async function measureBurst(stage: Stage, people: number): Promise<Figure[]> {
  const bot = await stage.bot('open');
  await describe(stage, bot, people);
  await stage.forget();
  const before = bot.nowMb();
  const updates = createUpdates();
  const { makes } = await stage.counts();
  const presses = makes.map(([chatId, data]) => updates.press(chatId, data));
  const startedAt = performance.now();
  await pushHard(bot, CONNECTIONS, each(presses));
  const isOver = async () => endsOf(stage.databasePath).ended >= people;
  await until('all orders end', isOver, 150_000);
  const seconds = (performance.now() - startedAt) / 1000;
  const peak = bot.peakMb();
  await bot.stop();
  const { results } = await stage.counts();
  const { total, succeeded } = endsOf(stage.databasePath);
  const twice = results.filter((count) => count > 1).length;
  const violations = await broken(stage.databasePath);
  return [
    {
      what: 'burst: orders that ended well, of those pressed',
      measured: `${succeeded} of ${total}, ${people} pressed`,
      target: 'all',
      isMet: succeeded === people && total === people,
    },
    {
      what: 'results lost / sent twice / broken invariants',
      measured: `${people - results.length} / ${twice} / ${violations}`,
      target: '0 / 0 / 0',
      isMet: results.length === people && twice === 0 && violations === 0,
    },
    {
      what: 'time until all had ended',
      measured: `${seconds.toFixed(1)} s, ${(people / seconds).toFixed(0)} a second`,
    },
    {
      what: 'peak memory of the bot',
      measured: `${peak} MB (${before} MB before)`,
      target: '< 200 MB',
      isMet: peak !== null && peak < 200,
    },
  ];
}

import { sql } from 'kysely';
import { compileOnce } from './compile-once.ts';
import { SLOTS } from './gallery-query.ts';
import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

/** Every time zone's days begin at one of these. */
const QUARTER_MS = 15 * 60 * 1000;

/** A person's gallery, counted. */
export type Statistics = {
  total: number;
  favourites: number;
  /** How many lie in the trash. */
  inTrash: number;
  /** Most used first; what was never used is not among them. */
  kinds: Array<{ kind: 'described' | 'avatar'; n: number }>;
  looks: Array<{ look: string; n: number }>;
  shapes: Array<{ shape: string; n: number }>;
  /** Quarters of an hour in which images were made, oldest first, for days and months of any zone. */
  quarters: Array<{ at: Millis; n: number }>;
  /** Coins paid for images, and coins that came back from orders. */
  coins: { spent: number; returned: number };
};

const looksAndShapes = compileOnce((db, personId: string) =>
  db
    .selectFrom('images')
    .select(['model', 'shape', ({ fn }) => fn.countAll<number>().as('n')])
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .groupBy(['model', 'shape']),
);

const quarterOf = sql<number>`sort_key / ${sql.lit(SLOTS * QUARTER_MS)}`;

const quarters = compileOnce((db, personId: string) =>
  db
    .selectFrom('images')
    .select([quarterOf.as('quarter'), ({ fn }) => fn.countAll<number>().as('n')])
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .groupBy(quarterOf)
    .orderBy('quarter'),
);

const favourites = compileOnce((db, personId: string) =>
  db
    .selectFrom('images')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .where('favourite_at', 'is not', null),
);

const withAvatar = compileOnce((db, personId: string) =>
  db
    .selectFrom('images')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .where('avatar_id', 'is not', null),
);

const trashed = compileOnce((db, personId: string) =>
  db
    .selectFrom('images')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('trashed_at', 'is not', null)
    .where('deleted_at', 'is', null),
);

const coins = compileOnce((db, personId: string) =>
  db
    .selectFrom('generations')
    .innerJoin('settlements', 'settlements.hold_id', 'generations.id')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('captured'), sql.lit(0)).as('spent'),
      fn.coalesce(fn.sum<number>('released'), sql.lit(0)).as('returned'),
    ])
    .where('generations.person_id', '=', personId),
);

/** Counts everything of the person's that is not in the trash. */
export async function statisticsOf(db: Handle, personId: string): Promise<Statistics> {
  const [groups, perQuarter, [favourite], [avatar], [inTrash], [paid]] = await Promise.all([
    looksAndShapes(db, personId),
    quarters(db, personId),
    favourites(db, personId),
    withAvatar(db, personId),
    trashed(db, personId),
    coins(db, personId),
  ]);
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const withOne = avatar?.n ?? 0;
  return {
    total,
    favourites: favourite?.n ?? 0,
    inTrash: inTrash?.n ?? 0,
    kinds: mostFirst([
      { kind: 'described' as const, n: total - withOne },
      { kind: 'avatar' as const, n: withOne },
    ]),
    looks: mostFirst(sums(groups, 'model').map(([look, n]) => ({ look, n }))),
    shapes: mostFirst(sums(groups, 'shape').map(([shape, n]) => ({ shape, n }))),
    quarters: perQuarter.map(({ quarter, n }) => ({ at: quarter * QUARTER_MS, n })),
    coins: { spent: paid?.spent ?? 0, returned: paid?.returned ?? 0 },
  };
}

type Group = { model: string; shape: string; n: number };

function sums(groups: readonly Group[], by: 'model' | 'shape'): Array<[string, number]> {
  const byValue = new Map<string, number>();
  for (const group of groups) byValue.set(group[by], (byValue.get(group[by]) ?? 0) + group.n);
  return [...byValue].sort(([a], [b]) => (a < b ? -1 : 1));
}

const mostFirst = <T extends { n: number }>(counted: readonly T[]): T[] =>
  counted.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);

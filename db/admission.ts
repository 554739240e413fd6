import { type Handle, inTransaction } from './handle.ts';
import type { Millis } from './schema.ts';

/** A generation in our own line. */
export type Waiting = { id: string; personId: string };

export type Admission = {
  /** FAL_CONCURRENCY: how many may be at FAL at once, over all instances. */
  concurrency: number;
  /** How many of them may be one person's. */
  perPerson: number;
  /** How long an admitted one may take. */
  deadlineMs: number;
  now: Millis;
};

/**
 * Gives free places at FAL to generations that wait, fair between people, and returns their ids.
 * Instances take turns. One whose waiting has run out is left to the sweep.
 */
export async function admit(
  db: Handle,
  { concurrency, perPerson, deadlineMs, now }: Admission,
): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    await takeTurn(tx);
    const inFlight = await inFlightByPerson(tx);
    const free = concurrency - total(inFlight);
    if (free <= 0) return [];
    const waiting = await admissible(tx, perPerson, now);
    const ids = pickFair({ waiting, inFlight, free, perPerson });
    return markAdmitted(tx, ids, { admitted_at: now, deadline_at: now + deadlineMs });
  });
}

/** Writing one row holds back other instances until the transaction ends, on either database. */
async function takeTurn(tx: Handle) {
  await tx
    .insertInto('locks')
    .values({ name: 'admission', owner: '', until: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ until: 0 }))
    .execute();
}

async function inFlightByPerson(db: Handle): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('generations')
    .select(['person_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('end_state', 'is', null)
    .where('admitted_at', 'is not', null)
    .where('left_fal_at', 'is', null)
    .groupBy('person_id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.count]));
}

const total = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

/** The oldest few of each person: more than `perPerson` could not be admitted anyway. */
async function admissible(tx: Handle, perPerson: number, now: Millis): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom('generations')
        .select(['id', 'person_id', 'created_at'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('person_id').orderBy('created_at').orderBy('id'))
            .as('nth'),
        )
        .where('end_state', 'is', null)
        .where('admitted_at', 'is', null)
        .where('wait_until', '>', now)
        .as('line'),
    )
    .select(['id', 'person_id'])
    .where('nth', '<=', perPerson)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id }));
}

export type Pick = {
  /** Oldest first. */
  waiting: readonly Waiting[];
  inFlight: ReadonlyMap<string, number>;
  free: number;
  perPerson: number;
};

/** Whoever has the fewest at FAL comes first; among equals, whoever waited longest. */
export function pickFair({ waiting, inFlight, free, perPerson }: Pick): string[] {
  const counts = new Map(inFlight);
  const countOf = ({ personId }: Waiting) => counts.get(personId) ?? 0;
  const left = new Set(waiting);
  const picked: string[] = [];
  while (picked.length < free) {
    const next = [...left]
      .filter((one) => countOf(one) < perPerson)
      .reduce<Waiting | undefined>(
        (best, one) => (best && countOf(best) <= countOf(one) ? best : one),
        undefined,
      );
    if (!next) break;
    left.delete(next);
    counts.set(next.personId, countOf(next) + 1);
    picked.push(next.id);
  }
  return picked;
}

async function markAdmitted(
  tx: Handle,
  ids: readonly string[],
  times: { admitted_at: Millis; deadline_at: Millis },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('generations')
    .set(times)
    .where('id', 'in', ids)
    .where('end_state', 'is', null)
    .where('admitted_at', 'is', null)
    .returning('id')
    .execute();
  const admitted = new Set(rows.map((row) => row.id));
  return ids.filter((id) => admitted.has(id));
}

/** Everyone in our line, oldest first. */
export async function waitingLine(db: Handle): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('generations')
    .select(['id', 'person_id'])
    .where('end_state', 'is', null)
    .where('admitted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id }));
}

/** 1 for the oldest in our line; null if it does not wait. By age: fairness may let others by. */
export async function placeInLine(db: Handle, id: string): Promise<number | null> {
  const own = await db
    .selectFrom('generations')
    .select('created_at')
    .where('id', '=', id)
    .where('end_state', 'is', null)
    .where('admitted_at', 'is', null)
    .executeTakeFirst();
  if (!own) return null;
  const { ahead } = await db
    .selectFrom('generations')
    .select(({ fn }) => fn.countAll<number>().as('ahead'))
    .where('end_state', 'is', null)
    .where('admitted_at', 'is', null)
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(own.created_at, id)),
    )
    .executeTakeFirstOrThrow();
  return ahead + 1;
}

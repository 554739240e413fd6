import { sql } from 'kysely';
import { type Handle, inTransaction } from './handle.ts';
import type { OrderTable } from './orders.ts';
import type { Millis } from './schema.ts';

export type OrderKind = 'generation' | 'training';

/** An order in our own line. */
export type Waiting = { id: string; personId: string; kind: OrderKind };

/** An order that was given a place at FAL. */
export type Admitted = Pick<Waiting, 'id' | 'kind'>;

export type Admission = {
  /** FAL_CONCURRENCY: how many orders may be at FAL at once, over all instances. */
  concurrency: number;
  /** How many of them may be one person's. */
  perPerson: number;
  /** How long an admitted order of pictures may take. */
  deadlineMs: number;
  /** How long an admitted training may take. */
  trainingDeadlineMs: number;
  now: Millis;
};

/**
 * Gives free places at FAL to orders that wait, fair between people. Instances take turns. An order
 * whose waiting has run out is left to the sweep.
 */
export async function admit(db: Handle, admission: Admission): Promise<Admitted[]> {
  const { concurrency, perPerson, deadlineMs, trainingDeadlineMs, now } = admission;
  return inTransaction(db, async (tx) => {
    await takeTurn(tx);
    const { byPerson: inFlight, total, trainings } = await countInFlight(tx);
    const free = concurrency - total;
    if (free <= 0) return [];
    const waiting = await admissible(tx, perPerson, now);
    const freeTrainings = mostTrainings(concurrency) - trainings;
    const picked = pickFair({ waiting, inFlight, free, freeTrainings, perPerson });
    const admittedOf = (kind: OrderKind, table: OrderTable, ms: number) =>
      markAdmitted(tx, table, idsOf(picked, kind), { admitted_at: now, deadline_at: now + ms });
    const admitted = new Set([
      ...(await admittedOf('generation', 'generations', deadlineMs)),
      ...(await admittedOf('training', 'trainings', trainingDeadlineMs)),
    ]);
    return picked.filter(({ id }) => admitted.has(id));
  });
}

/** A training takes half an hour: one place, where there are several, is for pictures only. */
const mostTrainings = (concurrency: number) => Math.max(1, concurrency - 1);

const idsOf = (orders: readonly Admitted[], kind: OrderKind) =>
  orders.filter((order) => order.kind === kind).map(({ id }) => id);

/** Writing one row holds back other instances until the transaction ends, on either database. */
async function takeTurn(tx: Handle) {
  await tx
    .insertInto('locks')
    .values({ name: 'admission', owner: '', until: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ until: 0 }))
    .execute();
}

/** Both kinds of orders that are not over. */
const openOrders = (db: Handle) =>
  db.selectFrom((eb) =>
    eb
      .selectFrom('generations')
      .select(['id', 'person_id', 'created_at', 'wait_until', 'admitted_at', 'left_fal_at'])
      .select(sql.lit<OrderKind>('generation').as('kind'))
      .where('end_state', 'is', null)
      .unionAll(
        eb
          .selectFrom('trainings')
          .select(['id', 'person_id', 'created_at', 'wait_until', 'admitted_at', 'left_fal_at'])
          .select(sql.lit<OrderKind>('training').as('kind'))
          .where('end_state', 'is', null)
          // Until its photos are packed it does not wait.
          .where((eb) =>
            eb.or([eb('archive_url', 'is not', null), eb('admitted_at', 'is not', null)]),
          ),
      )
      .as('orders'),
  );

async function countInFlight(db: Handle) {
  const rows = await openOrders(db)
    .select(['person_id', 'kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('admitted_at', 'is not', null)
    .where('left_fal_at', 'is', null)
    .groupBy(['person_id', 'kind'])
    .execute();
  const byPerson = new Map<string, number>();
  let total = 0;
  let trainings = 0;
  for (const { person_id, kind, count } of rows) {
    byPerson.set(person_id, (byPerson.get(person_id) ?? 0) + count);
    total += count;
    if (kind === 'training') trainings += count;
  }
  return { byPerson, total, trainings };
}

/** The oldest few of each person: more than `perPerson` of a kind could not be admitted anyway. */
async function admissible(tx: Handle, perPerson: number, now: Millis): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom(
      openOrders(tx)
        .select(['id', 'person_id', 'kind', 'created_at'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) =>
              over.partitionBy(['person_id', 'kind']).orderBy('created_at').orderBy('id'),
            )
            .as('nth'),
        )
        .where('admitted_at', 'is', null)
        .where('wait_until', '>', now)
        .as('line'),
    )
    .select(['id', 'person_id', 'kind'])
    .where('nth', '<=', perPerson)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toWaiting);
}

const toWaiting = (row: { id: string; person_id: string; kind: OrderKind }): Waiting => ({
  id: row.id,
  personId: row.person_id,
  kind: row.kind,
});

export type Choosing = {
  /** Oldest first. */
  waiting: readonly Waiting[];
  inFlight: ReadonlyMap<string, number>;
  free: number;
  /** How many of the free places trainings may take. */
  freeTrainings: number;
  perPerson: number;
};

/** Whoever has the fewest at FAL comes first; among equals, whoever waited longest. */
export function pickFair({
  waiting,
  inFlight,
  free,
  freeTrainings,
  perPerson,
}: Choosing): Waiting[] {
  const counts = new Map(inFlight);
  const countOf = ({ personId }: Waiting) => counts.get(personId) ?? 0;
  const left = new Set(waiting);
  const picked: Waiting[] = [];
  const trainings = () => picked.filter(({ kind }) => kind === 'training').length;
  const mayCome = (one: Waiting) =>
    countOf(one) < perPerson && (one.kind !== 'training' || trainings() < freeTrainings);
  while (picked.length < free) {
    const next = [...left]
      .filter(mayCome)
      .reduce<Waiting | undefined>(
        (best, one) => (best && countOf(best) <= countOf(one) ? best : one),
        undefined,
      );
    if (!next) break;
    left.delete(next);
    counts.set(next.personId, countOf(next) + 1);
    picked.push(next);
  }
  return picked;
}

async function markAdmitted(
  tx: Handle,
  table: OrderTable,
  ids: readonly string[],
  times: { admitted_at: Millis; deadline_at: Millis },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    // Guarantee: both tables have the columns named here.
    .updateTable(table as 'generations')
    .set(times)
    .where('id', 'in', ids)
    .where('end_state', 'is', null)
    .where('admitted_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether an open order has, or had, a place at FAL. */
export async function isAdmitted(db: Handle, { id, kind }: Admitted): Promise<boolean> {
  const row = await openOrders(db)
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('admitted_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

const ourLine = (db: Handle) => openOrders(db).where('admitted_at', 'is', null);

/** Everyone in our line, oldest first. */
export async function waitingLine(db: Handle): Promise<Waiting[]> {
  const rows = await ourLine(db)
    .select(['id', 'person_id', 'kind'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toWaiting);
}

/** 1 for the oldest in our line; null if it does not wait. By age: fairness may let others by. */
export async function placeInLine(db: Handle, id: string): Promise<number | null> {
  const own = await ourLine(db).select('created_at').where('id', '=', id).executeTakeFirst();
  if (!own) return null;
  const { ahead } = await ourLine(db)
    .select(({ fn }) => fn.countAll<number>().as('ahead'))
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(own.created_at, id)),
    )
    .executeTakeFirstOrThrow();
  return ahead + 1;
}

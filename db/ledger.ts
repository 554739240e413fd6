import { sql } from 'kysely';
import { DbError } from './errors.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { GenerationEnd, Millis, TrainingEnd, Transfer } from './schema.ts';

/** The account of a person's own coins. */
export const userAccount = (personId: string) => `user:${personId}`;

/** The account of a person's coins set aside for pictures under way. */
export const heldAccount = (personId: string) => `held:${personId}`;

/** Accounts that may never go below zero; the others (`grants`, `promos`, …) are sources. */
const isGuarded = (account: string) => account.startsWith('user:') || account.startsWith('held:');

export type TransferOrder = {
  /** The account that gives, e.g. `grants`; made if it does not exist. */
  debit: string;
  /** The account that takes. */
  credit: string;
  /** Whole coins, more than 0. */
  amount: number;
  /** `welcome`, `promo`, `grant`, `hold`, `capture`, `release`, `refund`. */
  kind: string;
  /** Unique: the same reference moves coins once, whatever else the order says. */
  reference: string;
  now: Millis;
  newId: () => string;
};

export type TransferOutcome = 'done' | 'repeated' | 'insufficient';

/**
 * Moves coins. Both legs are one conditional statement, so that not even a broken transaction
 * could move one of them alone. Throws `bad_transfer` for an amount that is not a whole positive
 * number, or a transfer to the same account.
 */
export async function transfer(db: Handle, order: TransferOrder): Promise<TransferOutcome> {
  requireMovable(order);
  return inTransaction(db, async (tx) => {
    await lockAccounts(tx, [order.debit, order.credit]);
    if (await isKnown(tx, order.reference)) return 'repeated';
    if (!(await moveCoins(tx, order))) return 'insufficient';
    await tx.insertInto('transfers').values(toRow(order)).execute();
    return 'done';
  });
}

/**
 * Gives coins to several from one source that may go below zero, such as `welcome`: as a `transfer`
 * each, whose references are new. Throws `bad_transfer` for orders that it cannot give together.
 */
export async function giveEach(db: Handle, orders: readonly TransferOrder[]): Promise<void> {
  const [first] = orders;
  if (!first) return;
  const { debit } = first;
  const credits = orders.map(({ credit }) => credit);
  const isOneSource = orders.every((order) => order.debit === debit) && !isGuarded(debit);
  if (!isOneSource || new Set(credits).size < credits.length)
    throw new DbError('bad_transfer', `${debit} cannot give to ${credits.length} accounts at once`);
  for (const order of orders) requireMovable(order);
  await inTransaction(db, async (tx) => {
    await lockAccounts(tx, [debit, ...credits]);
    const total = orders.reduce((sum, { amount }) => sum + amount, 0);
    const { numUpdatedRows } = await tx
      .updateTable('accounts')
      .set((eb) => ({
        balance: eb(
          'balance',
          '+',
          orders
            .reduce(
              (legs, { credit, amount }) =>
                legs.when('id', '=', credit).then(eb.cast<number>(eb.val(amount), 'bigint')),
              eb
                .case()
                .when('id', '=', debit)
                .then(eb.cast<number>(eb.val(-total), 'bigint')),
            )
            .end(),
        ),
      }))
      .where('id', 'in', [debit, ...credits])
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== BigInt(orders.length + 1))
      throw new DbError('inconsistent', `no account ${debit}, or of those it gives to`);
    await tx.insertInto('transfers').values(orders.map(toRow)).execute();
  });
}

function requireMovable({ debit, credit, amount }: TransferOrder) {
  if (Number.isSafeInteger(amount) && amount > 0 && debit !== credit) return;
  throw new DbError('bad_transfer', `${amount} coins cannot move from ${debit} to ${credit}`);
}

const toRow = ({
  debit,
  credit,
  amount,
  kind,
  reference,
  now,
  newId,
}: TransferOrder): Transfer => ({
  id: newId(),
  debit,
  credit,
  amount,
  kind,
  reference,
  created_at: now,
});

/**
 * Makes accounts that are missing and locks all until the transaction ends, in the order of their
 * ids, so that two transactions never wait for each other.
 */
export async function lockAccounts(tx: Handle, accounts: readonly string[]): Promise<void> {
  const ids = [...new Set(accounts)].sort();
  const rows = ids.map((id) => ({ id, guarded: isGuarded(id) ? 1 : 0 }));
  await tx
    .insertInto('accounts')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function isKnown(tx: Handle, reference: string): Promise<boolean> {
  const row = await tx
    .selectFrom('transfers')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row !== undefined;
}

async function moveCoins(tx: Handle, { debit, credit, amount }: TransferOrder): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set((eb) => ({
      balance: eb(
        'balance',
        '+',
        eb
          .case()
          .when('id', '=', debit)
          .then(eb.cast<number>(eb.val(-amount), 'bigint'))
          .else(eb.cast<number>(eb.val(amount), 'bigint'))
          .end(),
      ),
    }))
    .where('id', 'in', [debit, credit])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('accounts as source')
          .select('source.id')
          .where('source.id', '=', debit)
          .where((eb) => eb.or([eb('source.guarded', '=', 0), eb('source.balance', '>=', amount)])),
      ),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 1n) throw new DbError('inconsistent', `no account ${credit}`);
  return numUpdatedRows === 2n;
}

/** Whole coins of a person: free to spend, and set aside for pictures under way. */
export type Balances = { available: number; held: number };

export async function balances(db: Handle, personId: string): Promise<Balances> {
  const accounts = [userAccount(personId), heldAccount(personId)];
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'balance'])
    .where('id', 'in', accounts)
    .execute();
  const [available = 0, held = 0] = accounts.map((id) => rows.find((r) => r.id === id)?.balance);
  return { available, held };
}

/** Coins a person can spend now. */
export async function availableBalance(db: Handle, personId: string): Promise<number> {
  return (await balances(db, personId)).available;
}

/** One line of a person's history. */
export type Operation = {
  id: string;
  at: Millis;
  /** `order` for pictures, `training`; else the transfer's: `welcome`, `promo`, `grant`, `refund`, … */
  kind: string;
  /** Coins with their sign, as the person's balance felt it; an order's price is negative. */
  amount: number;
  /** Of an order or a training, and of a refund whose reference is `refund:<generation id>`. */
  generationId: string | null;
  /** The rest is of an order or a training only: pictures ordered, 1 avatar. */
  count: number | null;
  /** Coins that came back; null while it is open. */
  back: number | null;
  /** Pictures delivered; null while it is open. */
  delivered: number | null;
  end: GenerationEnd | TrainingEnd | null;
};

/** Where a page of `operations` ended: pass its last line. */
export type OperationCursor = { at: Millis; id: string };

/** A person's history, newest first: one line an event, a release told with its order. */
export async function operations(
  db: Handle,
  personId: string,
  { before, limit }: { before?: OperationCursor; limit: number },
): Promise<Operation[]> {
  const account = userAccount(personId);
  const rows = await ordersAndTransfers(db)
    .where((eb) => eb.or([eb('debit', '=', account), eb('credit', '=', account)]))
    .where('kind', '!=', 'release')
    .$if(before !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('transfers.created_at', 'transfers.id'),
          '<',
          tuple(before?.at ?? 0, before?.id ?? ''),
        ),
      ),
    )
    .orderBy('transfers.created_at', 'desc')
    .orderBy('transfers.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toOperation(row, account));
}

type OperationRow = Pick<
  Transfer,
  'id' | 'debit' | 'amount' | 'kind' | 'reference' | 'created_at'
> & {
  hold_id: string | null;
  count: number | null;
  released: number | null;
  delivered: number | null;
  end_state: GenerationEnd | null;
  training_id: string | null;
  training_end: TrainingEnd | null;
};

function toOperation(row: OperationRow, account: string): Operation {
  return {
    id: row.id,
    at: row.created_at,
    kind: kindOf(row),
    amount: row.debit === account ? -row.amount : row.amount,
    generationId: row.hold_id ?? refundedGeneration(row.reference),
    count: row.count,
    back: row.released,
    delivered: row.delivered,
    end: row.end_state ?? row.training_end,
  };
}

function kindOf({ kind, hold_id, training_id }: OperationRow): string {
  if (hold_id === null) return kind;
  return training_id === null ? 'order' : 'training';
}

const refundedGeneration = (reference: string) => /^refund:([^:]+)/.exec(reference)?.[1] ?? null;

const HOLD_PREFIX = 'hold:';

/** The reference of the transfer that sets a generation's price aside. */
export const holdReference = (generationId: string) => `${HOLD_PREFIX}${generationId}`;

/** A hold's reference names its generation or training, so that is where its order is found. */
const ordersAndTransfers = (db: Handle) =>
  db
    .selectFrom('transfers')
    .leftJoin('holds', (join) =>
      join
        .on('transfers.kind', '=', 'hold')
        .on(({ eb, fn }) =>
          eb(
            'holds.id',
            '=',
            fn<string>('substr', ['transfers.reference', sql.lit(HOLD_PREFIX.length + 1)]),
          ),
        ),
    )
    .leftJoin('settlements', 'settlements.hold_id', 'holds.id')
    .leftJoin('generations', 'generations.id', 'holds.id')
    .leftJoin('trainings', 'trainings.id', 'holds.id')
    .select(['transfers.id', 'debit', 'transfers.amount', 'kind', 'reference'])
    .select('transfers.created_at')
    .select(['holds.id as hold_id', 'holds.count', 'released', 'delivered'])
    .select(['generations.end_state', 'trainings.id as training_id'])
    .select('trainings.end_state as training_end');

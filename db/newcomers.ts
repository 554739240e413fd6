import { DbError, isDatabaseAway } from './errors.ts';
import { type Handle, inTransaction } from './handle.ts';
import { inBatches } from './in-batches.ts';
import { giveEach, userAccount } from './ledger.ts';
import type { Millis, Person } from './schema.ts';

export type Meeting = {
  telegramId: number;
  language: string;
  /** The deep-link parameter of /start, kept from the first meeting only. */
  startParameter?: string;
  now: Millis;
  newId: () => string;
  /** A keyed hash of the Telegram id: the welcome is given once to it, ever. */
  hash: string;
  /** Whole coins; 0 gives and remembers nothing. */
  welcomeCoins: number;
};

const MOST = 32;

export type Met = { person: Person; isNew: boolean; welcomed: boolean };

/**
 * Takes everybody in who is not known yet, and gives them the welcome coins, in one transaction:
 * the account that gives them is locked once for all. The meetings are of different people.
 */
async function meetAll(
  db: Handle,
  meetings: readonly Meeting[],
): Promise<ReadonlyMap<Meeting, Met>> {
  return inTransaction(db, async (tx) => {
    // Each kind of row in one order, so that two transactions never wait for each other.
    const inOrder = [...meetings].sort((a, b) => a.telegramId - b.telegramId);
    const added = await insertPeople(tx, inOrder);
    const known = await findOthers(tx, inOrder, added);
    const welcomed = await welcome(
      tx,
      inOrder.flatMap((meeting) => {
        const person = added.get(meeting.telegramId);
        return person ? [{ meeting, person }] : [];
      }),
    );
    const met = new Map<Meeting, Met>();
    for (const meeting of meetings) {
      const isNew = added.has(meeting.telegramId);
      const person = added.get(meeting.telegramId) ?? known.get(meeting.telegramId);
      if (person)
        met.set(meeting, { person, isNew, welcomed: isNew && welcomed.has(meeting.hash) });
    }
    return met;
  });
}

type ByTelegramId = ReadonlyMap<number | null, Person>;

const byTelegramId = (people: readonly Person[]): ByTelegramId =>
  new Map(people.map((person) => [person.telegram_id, person]));

async function insertPeople(tx: Handle, meetings: readonly Meeting[]): Promise<ByTelegramId> {
  const rows = meetings.map(({ telegramId, language, startParameter, now, newId }) => ({
    id: newId(),
    telegram_id: telegramId,
    language,
    start_parameter: startParameter ?? null,
    created_at: now,
    last_seen_at: now,
  }));
  const added = await tx
    .insertInto('people')
    .values(rows)
    .onConflict((conflict) => conflict.column('telegram_id').doNothing())
    .returningAll()
    .execute();
  return byTelegramId(added);
}

/** Taken in by others in the meantime. */
async function findOthers(
  tx: Handle,
  meetings: readonly Meeting[],
  added: ByTelegramId,
): Promise<ByTelegramId> {
  const others = meetings.filter(({ telegramId }) => !added.has(telegramId));
  if (others.length === 0) return new Map();
  const ids = others.map(({ telegramId }) => telegramId);
  return byTelegramId(
    await tx.selectFrom('people').selectAll().where('telegram_id', 'in', ids).execute(),
  );
}

type Newcomer = { meeting: Meeting; person: Person };

/** Answers the hashes of those who had no welcome before. */
async function welcome(tx: Handle, newcomers: readonly Newcomer[]): Promise<ReadonlySet<string>> {
  const given = newcomers.filter(({ meeting }) => meeting.welcomeCoins > 0);
  if (given.length === 0) return new Set();
  const rows = given
    .map(({ meeting: { hash, now } }) => ({ person_hash: hash, created_at: now }))
    .sort((a, b) => (a.person_hash < b.person_hash ? -1 : 1));
  const noted = await tx
    .insertInto('welcomes')
    .values(rows)
    .onConflict((conflict) => conflict.column('person_hash').doNothing())
    .returning('person_hash')
    .execute();
  const welcomed = new Set(noted.map(({ person_hash }) => person_hash));
  const gifts = given.filter(({ meeting }) => welcomed.has(meeting.hash));
  await giveEach(
    tx,
    gifts.map(({ meeting: { hash, welcomeCoins, now, newId }, person }) => ({
      debit: 'welcome',
      credit: userAccount(person.id),
      amount: welcomeCoins,
      kind: 'welcome',
      reference: `welcome:${hash}`,
      now,
      newId,
    })),
  );
  return welcomed;
}

/** Together with who comes at the same time: one wait for the disk takes in many. */
export function createTakeIn(db: Handle): (meeting: Meeting) => Promise<Met> {
  const takeIn = inBatches<Meeting, Met>({
    ask: (meetings) => meetAll(db, meetings),
    most: MOST,
    // The next would wait for the account that gives the coins anyway.
    atOnce: 1,
    isOnes: (error) => !isDatabaseAway(error),
  });
  return async (meeting) => {
    const met = await takeIn(meeting);
    if (!met) throw new DbError('inconsistent', 'a person was neither taken in nor found');
    return met;
  };
}

import { compileOnce } from './compile-once.ts';
import { type Handle, inTransaction } from './handle.ts';
import { transfer, userAccount } from './ledger.ts';
import type { Millis, Person } from './schema.ts';

export { type Erased, type Erasing, erasePerson } from './erase.ts';
export { exportPerson, type PersonExport } from './export.ts';

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

export type Met = { person: Person; isNew: boolean; welcomed: boolean };

/** The person with this Telegram id, who is taken in (and given the welcome coins) if new. */
export async function meet(db: Handle, meeting: Meeting): Promise<Met> {
  const known = await personByTelegramId(db, meeting.telegramId);
  if (known) return { person: known, isNew: false, welcomed: false };
  return inTransaction(db, async (tx) => {
    const person = await insertPerson(tx, meeting);
    if (!person) return { person: await requirePerson(tx, meeting), isNew: false, welcomed: false };
    return { person, isNew: true, welcomed: await welcome(tx, person, meeting) };
  });
}

async function insertPerson(tx: Handle, meeting: Meeting): Promise<Person | undefined> {
  return tx
    .insertInto('people')
    .values({
      id: meeting.newId(),
      telegram_id: meeting.telegramId,
      language: meeting.language,
      start_parameter: meeting.startParameter ?? null,
      created_at: meeting.now,
      last_seen_at: meeting.now,
    })
    .onConflict((conflict) => conflict.column('telegram_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

const requirePerson = (tx: Handle, { telegramId }: Meeting) =>
  tx
    .selectFrom('people')
    .selectAll()
    .where('telegram_id', '=', telegramId)
    .executeTakeFirstOrThrow();

async function welcome(tx: Handle, person: Person, meeting: Meeting): Promise<boolean> {
  if (meeting.welcomeCoins === 0) return false;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('welcomes')
    .values({ person_hash: meeting.hash, created_at: meeting.now })
    .onConflict((conflict) => conflict.column('person_hash').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const outcome = await transfer(tx, {
    debit: 'welcome',
    credit: userAccount(person.id),
    amount: meeting.welcomeCoins,
    kind: 'welcome',
    reference: `welcome:${meeting.hash}`,
    now: meeting.now,
    newId: meeting.newId,
  });
  return outcome === 'done';
}

const byTelegramId = compileOnce((db, telegramId: number) =>
  db.selectFrom('people').selectAll().where('telegram_id', '=', telegramId),
);

export async function personByTelegramId(
  db: Handle,
  telegramId: number,
): Promise<Person | undefined> {
  return (await byTelegramId(db, telegramId))[0];
}

export async function personById(db: Handle, id: string): Promise<Person | undefined> {
  return db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function setLanguage(db: Handle, id: string, language: string): Promise<void> {
  await db.updateTable('people').set({ language }).where('id', '=', id).execute();
}

/** The IANA zone of the dates shown; null: by language. */
export async function setTimeZone(db: Handle, id: string, zone: string | null): Promise<void> {
  await db.updateTable('people').set({ time_zone: zone }).where('id', '=', id).execute();
}

/** Choices that a next picture starts from; null goes back to the default. */
export type Choices = Partial<Pick<Person, 'shape' | 'count' | 'look'>>;

/** Remembers the choices given and leaves the others. */
export async function rememberChoices(db: Handle, id: string, choices: Choices): Promise<void> {
  if (Object.keys(choices).length === 0) return;
  await db.updateTable('people').set(choices).where('id', '=', id).execute();
}

/** Telegram refuses our messages to this person, since `now` if not earlier. */
export async function markUnreachable(db: Handle, id: string, now: Millis): Promise<void> {
  await db
    .updateTable('people')
    .set({ unreachable_at: now })
    .where('id', '=', id)
    .where('unreachable_at', 'is', null)
    .execute();
}

/** Whether the person had been unreachable until now. */
export async function markReachable(db: Handle, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ unreachable_at: null })
    .where('id', '=', id)
    .where('unreachable_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Written once an hour at most: it is for statistics, not worth a write a press. */
const TOUCH_EVERY_MS = 60 * 60 * 1000;

/** The person was here. */
export async function touch(db: Handle, id: string, now: Millis): Promise<void> {
  await db
    .updateTable('people')
    .set({ last_seen_at: now })
    .where('id', '=', id)
    .where('last_seen_at', '<=', now - TOUCH_EVERY_MS)
    .execute();
}

import { compileOnce } from './compile-once.ts';
import type { Handle } from './handle.ts';
import type { Millis, Person } from './schema.ts';

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

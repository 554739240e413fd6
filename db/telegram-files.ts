import { sql } from 'kysely';
import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

/** Telegram's file_id of what it has under this key (`<bot id>:<picture key>`), if known. */
export async function fileIdOf(db: Handle, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('telegram_files')
    .select('file_id')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.file_id;
}

export type TelegramFile = {
  key: string;
  fileId: string;
  /** It shows what soon looks different; see `prunePassingFiles`. */
  passing?: boolean;
  now: Millis;
};

/** Keeps the file_id; a newer one replaces the older. */
export async function rememberFile(
  db: Handle,
  { key, fileId, passing = false, now }: TelegramFile,
): Promise<void> {
  const file = { file_id: fileId, passing: passing ? 1 : 0, created_at: now };
  await db
    .insertInto('telegram_files')
    .values({ key, ...file })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(file))
    .execute();
}

/** Telegram does not know the file any more, or nobody may see it. */
export async function forgetFile(db: Handle, key: string): Promise<void> {
  await db.deleteFrom('telegram_files').where('key', '=', key).execute();
}

/**
 * Forgets at most `limit` passing files sent before `before`, the oldest first, and tells how many.
 * One that is shown again is sent again.
 */
export async function prunePassingFiles(
  db: Handle,
  before: Millis,
  limit: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('telegram_files')
    .where('key', 'in', (eb) =>
      eb
        .selectFrom('telegram_files')
        .select('key')
        // As the index has it, so that the planner knows it again.
        .where('passing', '=', sql.lit(1))
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

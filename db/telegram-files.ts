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

/** Keeps the file_id; a newer one replaces the older. */
export async function rememberFile(
  db: Handle,
  { key, fileId, now }: { key: string; fileId: string; now: Millis },
): Promise<void> {
  const file = { file_id: fileId, created_at: now };
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

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const plainly = (_: string, value: unknown) =>
  typeof value === 'bigint'
    ? value.toString()
    : value instanceof Uint8Array
      ? new TextDecoder().decode(value)
      : value;

/** Every row of every table in which this text stands somewhere. */
export function rowsWithin(folder: string, file: string, text: string): readonly string[] {
  const db = new DatabaseSync(join(folder, file), { readOnly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  const found = tables.flatMap(({ name }) => {
    const all = db.prepare(`select * from "${name}"`);
    // The search index counts beyond what a number holds.
    all.setReadBigInts(true);
    return all
      .all()
      .map((row) => `${name}: ${JSON.stringify(row, plainly)}`)
      .filter((row) => row.includes(text));
  });
  db.close();
  return found;
}

/** The names of the files in the store. */
export async function filesWithin(folder: string): Promise<readonly string[]> {
  const stored = join(folder, 'storage');
  const entries = await readdir(stored, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

import { DatabaseSync } from 'node:sqlite';

const plainly = (_: string, value: unknown) => {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
};

/** Every row of every table of an SQLite file, as `table: {"column":"value"}`. */
export function rowsOf(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  const rows = tables.flatMap(({ name }) => {
    const all = db.prepare(`select * from "${name}"`);
    // The search index counts beyond what a number holds.
    all.setReadBigInts(true);
    return all.all().map((row) => `${name}: ${JSON.stringify(row, plainly)}`);
  });
  db.close();
  return rows;
}

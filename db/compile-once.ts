import type { CompiledQuery, DialectAdapter } from 'kysely';
import type { Handle } from './handle.ts';

interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/**
 * A query with one value, for where it is asked with every press: building and compiling it costs
 * more than SQLite's answer, so that is done once for each dialect.
 */
export function compileOnce<Value, Row>(build: (db: Handle, value: Value) => Compilable<Row>) {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  return async (db: Handle, value: Value): Promise<readonly Row[]> => {
    const { adapter } = db.getExecutor();
    const known = compiled.get(adapter) ?? build(db, value).compile();
    compiled.set(adapter, known);
    const { rows } = await db.executeQuery<Row>({ ...known, parameters: [value] });
    return rows;
  };
}

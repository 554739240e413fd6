import { type CompiledQuery, type DialectAdapter, type RawBuilder, sql } from 'kysely';
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

class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A place of a query compiled once that is filled in each time it is asked. */
export const slot = (name: string): RawBuilder<unknown> => sql`${new Slot(name)}`;

/** What the slots are filled with, by name. */
export type Slots = Readonly<Record<string, string | number | null>>;

/**
 * As `compileOnce`, for a query that has several values and several forms: `form` says which, and
 * is all that `build` may depend on. There must be few of them, for each is kept.
 */
export function compileEachForm<Form, Row>(
  nameOf: (form: Form) => string,
  build: (db: Handle, form: Form) => RawBuilder<Row>,
) {
  const compiled = new WeakMap<DialectAdapter, Map<string, CompiledQuery<Row>>>();
  const formsOf = (adapter: DialectAdapter) => {
    const forms = compiled.get(adapter) ?? new Map<string, CompiledQuery<Row>>();
    compiled.set(adapter, forms);
    return forms;
  };
  return async (db: Handle, form: Form, slots: Slots): Promise<readonly Row[]> => {
    const forms = formsOf(db.getExecutor().adapter);
    const name = nameOf(form);
    const known = forms.get(name) ?? build(db, form).compile(db);
    forms.set(name, known);
    const parameters = known.parameters.map((one) => (one instanceof Slot ? slots[one.name] : one));
    const { rows } = await db.executeQuery<Row>({ ...known, parameters });
    return rows;
  };
}

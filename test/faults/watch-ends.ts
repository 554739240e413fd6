import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';

export interface EndsWatch {
  /** Ends, settlements, holds and transfers that were written over or removed. */
  changed(): Promise<readonly string[]>;
}

/** Rows that are history once they are there: [table, what must not change, from when on]. */
const FINAL = [
  ['generations', 'end_state', 'old.end_state is not null and new.end_state is not old.end_state'],
  ['trainings', 'end_state', 'old.end_state is not null and new.end_state is not old.end_state'],
  ['settlements', 'settlement', 'true'],
  ['transfers', 'transfer', 'true'],
] as const;

const forPostgres = (condition: string) =>
  condition.replaceAll('is not old', 'is distinct from old');

/** Has the database itself note each change of what must never change (I2, I3). */
export async function watchEnds({ kysely, dialect }: Db): Promise<EndsWatch> {
  const run = (text: string) => sql.raw(text).execute(kysely);
  await run('create table fault_changes (what text not null)');
  for (const [table, what, condition] of FINAL) {
    const name = `fault_${table}`;
    const note = (id: string) => `insert into fault_changes values ('${what} of ' || ${id})`;
    const id = table === 'settlements' ? 'old.hold_id' : 'old.id';
    if (dialect === 'sqlite')
      await run(
        `create trigger ${name} after update on ${table} when ${condition.replace('true', '1')}
         begin ${note(id)}; end`,
      );
    else {
      await run(`create function ${name}() returns trigger language plpgsql as
        $$ begin ${note(id)}; return null; end $$`);
      await run(`create trigger ${name} after update on ${table} for each row
        when (${forPostgres(condition)}) execute function ${name}()`);
    }
  }
  return {
    changed: async () => {
      const { rows } = await sql<{ what: string }>`select what from fault_changes`.execute(kysely);
      return rows.map(({ what }) => what);
    },
  };
}

import { DbError } from './errors.ts';
import type { Handle } from './handle.ts';
import type { Person } from './schema.ts';

/**
 * Holds back whoever would erase the person, or lock them too, until the transaction ends; but not
 * those who only refer to the person, for they might hold what is wanted next. Finds also who was
 * erased.
 */
export const lockPerson = (tx: Handle, id: string): Promise<Person | undefined> =>
  tx.selectFrom('people').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

/** As `lockPerson`; throws `person_unknown` for someone who is not there or was erased. */
export async function lockLiving(tx: Handle, id: string): Promise<Person> {
  const person = await lockPerson(tx, id);
  if (!person || person.erased_at !== null) throw new DbError('person_unknown', `no person ${id}`);
  return person;
}

import { DbError } from './errors.ts';
import type { Handle } from './handle.ts';
import { type Balances, balances, type Operation, operations } from './ledger.ts';
import type { Generation, Image, Person } from './schema.ts';

/** Everything that is kept about a person, as plain data. */
export type PersonExport = {
  profile: Person & { coins: Balances };
  /** Newest first. */
  operations: Operation[];
  /** Oldest first. */
  generations: Generation[];
  /** Oldest first, without those deleted; their files are in the store. */
  images: Image[];
};

/** Throws `person_unknown`. */
export async function exportPerson(db: Handle, personId: string): Promise<PersonExport> {
  const person = await db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) throw new DbError('person_unknown', `no person ${personId}`);
  return {
    profile: { ...person, coins: await balances(db, personId) },
    operations: await allOperations(db, personId),
    generations: await db
      .selectFrom('generations')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    images: await db
      .selectFrom('images')
      .selectAll()
      .where('person_id', '=', personId)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  };
}

const PAGE = 500;

async function allOperations(db: Handle, personId: string): Promise<Operation[]> {
  const all: Operation[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await operations(db, personId, { limit: PAGE, ...(last && { before: last }) });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

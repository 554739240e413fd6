import type { Selectable } from 'kysely';
import type { Handle } from './handle.ts';
import type { ConsentsTable } from './schema.ts';

export type Consent = Selectable<ConsentsTable>;

/** What the person agreed to, oldest first; those for avatars that are deleted among them. */
export async function consentsOf(db: Handle, personId: string): Promise<Consent[]> {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_at')
    .orderBy('id')
    .execute();
}

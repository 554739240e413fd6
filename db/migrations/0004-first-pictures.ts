import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * A first picture that failed is made again, so a training may have several orders; but never two
 * of which each may still give it, or has.
 */
export async function tryFirstPicturesAgain(db: Kysely<Database>) {
  await db.schema.dropIndex('generations_of_training').execute();
  await db.schema
    .createIndex('generations_of_training')
    .on('generations')
    .column('training_id')
    .where(sql.ref('training_id'), 'is not', null)
    .execute();
  await sql`create unique index generations_one_first_picture on generations (training_id)
    where training_id is not null
      and (end_state is null or end_state in ('succeeded', 'cancelled', 'undeliverable'))`.execute(
    db,
  );
}

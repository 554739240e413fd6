import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Ddl } from './ddl.ts';

/** Avatars with their photos, consents and trainings, and pictures that are made of something. */
export const createAvatars = (ddl: Ddl) => async (db: Kysely<Database>) => {
  await createAvatarTables(db, ddl);
  await createTrainings(db, ddl);
  await extendGenerations(db, ddl);
  await openToTrainings(db, ddl);
  for (const statement of ddl.oneTrainingEnd) await sql.raw(statement).execute(db);
};

async function createAvatarTables(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('avatars')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('who', 'text')
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('preset', 'text')
    .addColumn('keep_photos', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('trigger_phrase', id, (c) => c.notNull().unique())
    .addColumn('weights_key', 'text')
    .addColumn('weights_sha256', 'text')
    .addColumn('weights_bytes', 'bigint')
    .addColumn('weights_url', 'text')
    .addColumn('preview_key', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('touched_at', 'bigint', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addCheckConstraint('avatars_state', sql`state in ('draft', 'training', 'ready', 'deleted')`)
    .addCheckConstraint('avatars_ready', sql`state <> 'ready' or weights_key is not null`)
    .addCheckConstraint('avatars_deleted', sql`(state = 'deleted') = (deleted_at is not null)`)
    .execute();
  await db.schema
    .createIndex('avatars_of_person')
    .on('avatars')
    .columns(['person_id', 'created_at', 'id'])
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('avatar_photos')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('avatar_id', id, (c) => c.notNull().references('avatars.id'))
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('file_unique_id', id, (c) => c.notNull())
    .addColumn('file_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('issues', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('kept', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('object_key', 'text')
    .addColumn('thumbnail_key', 'text')
    .addColumn('sha256', 'text')
    .addColumn('look_hash', 'text')
    .addColumn('bytes', 'bigint')
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('checked_at', 'bigint')
    .addUniqueConstraint('avatar_photos_file', ['avatar_id', 'file_unique_id'])
    .addCheckConstraint(
      'avatar_photos_state',
      sql`state in ('received', 'good', 'doubtful', 'refused')`,
    )
    .addCheckConstraint(
      'avatar_photos_object',
      sql`state not in ('good', 'doubtful') or object_key is not null`,
    )
    .execute();
  await db.schema
    .createIndex('avatar_photos_in_order')
    .on('avatar_photos')
    .columns(['avatar_id', 'message_id', 'id'])
    .execute();
  await db.schema
    .createTable('consents')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('avatar_id', id, (c) => c.notNull().unique().references('avatars.id'))
    .addColumn('text_version', 'integer', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('given_at', 'bigint', (c) => c.notNull())
    .execute();
}

async function createTrainings(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('trainings')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('avatar_id', id, (c) => c.notNull().references('avatars.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('preset', 'text', (c) => c.notNull())
    .addColumn('price', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('wait_until', 'bigint', (c) => c.notNull())
    .addColumn('admitted_at', 'bigint')
    .addColumn('deadline_at', 'bigint')
    .addColumn('left_fal_at', 'bigint')
    .addColumn('stored_at', 'bigint')
    .addColumn('end_state', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('error_code', 'text')
    .addColumn('card_message_id', 'bigint')
    .addColumn('archive_url', 'text')
    .addUniqueConstraint('trainings_once', ['avatar_id', 'n'])
    .addCheckConstraint('trainings_n', sql`n > 0`)
    .addCheckConstraint('trainings_price', sql`price >= 0`)
    .addCheckConstraint(
      'trainings_end_state',
      sql`end_state in ('succeeded', 'failed', 'timed_out', 'cancelled')`,
    )
    .addCheckConstraint('trainings_ended', sql`(end_state is null) = (ended_at is null)`)
    .addCheckConstraint('trainings_admitted', sql`(admitted_at is null) = (deadline_at is null)`)
    .execute();
  await db.schema
    .createIndex('trainings_of_person')
    .on('trainings')
    .columns(['person_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('trainings_open')
    .on('trainings')
    .columns(['created_at', 'id'])
    .where(sql.ref('end_state'), 'is', null)
    .execute();
  await db.schema
    .createIndex('trainings_unclosed')
    .on('trainings')
    .column('ended_at')
    .where(sql.ref('closed_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('trainings_by_preset')
    .on('trainings')
    .columns(['preset', 'ended_at'])
    .where(sql.ref('end_state'), '=', sql.lit('succeeded'))
    .execute();
}

async function extendGenerations(db: Kysely<Database>, { id }: Ddl) {
  await db.schema.alterTable('people').addColumn('main_avatar_id', id).execute();
  for (const column of ['avatar_id', 'parent_image_id', 'training_id'] as const)
    await db.schema.alterTable('generations').addColumn(column, id).execute();
  for (const column of ['style', 'edit', 'sent'] as const)
    await db.schema.alterTable('generations').addColumn(column, 'text').execute();
  await db.schema.alterTable('images').addColumn('message_id', 'bigint').execute();
  await db.schema
    .createIndex('generations_of_training')
    .unique()
    .on('generations')
    .column('training_id')
    .where(sql.ref('training_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('images_by_message')
    .on('images')
    .columns(['person_id', 'message_id'])
    .where(sql.ref('message_id'), 'is not', null)
    .execute();
  const ofAvatar = (name: string, columns: readonly 'shape'[]) =>
    db.schema
      .createIndex(name)
      .on('images')
      .columns(['person_id', 'avatar_id', ...columns, 'sort_key'])
      .where(sql.ref('trashed_at'), 'is', null)
      .where(sql.ref('avatar_id'), 'is not', null);
  await ofAvatar('images_of_avatar', []).execute();
  await ofAvatar('images_of_avatar_by_shape', ['shape']).execute();
  await ofAvatar('images_favourites_of_avatar', [])
    .where(sql.ref('favourite_at'), 'is not', null)
    .execute();
}

/**
 * Holds and attempts were of generations only. SQLite cannot drop a reference, so both are written
 * anew on either database.
 */
async function openToTrainings(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('holds_anew')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('unit', 'bigint', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint('holds_anew_amount', sql`unit >= 0 and count > 0 and amount = unit * count`)
    .execute();
  await sql`insert into holds_anew select id, person_id, unit, count, amount, created_at from holds`.execute(
    db,
  );
  await db.schema
    .createTable('settlements_anew')
    .addColumn('hold_id', id, (c) => c.primaryKey().references('holds_anew.id'))
    .addColumn('captured', 'bigint', (c) => c.notNull())
    .addColumn('released', 'bigint', (c) => c.notNull())
    .addColumn('delivered', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint(
      'settlements_anew_amounts',
      sql`captured >= 0 and released >= 0 and delivered >= 0 and (delivered > 0 or captured = 0)`,
    )
    .execute();
  await sql`insert into settlements_anew
    select hold_id, captured, released, delivered, created_at from settlements`.execute(db);
  await db.schema.dropTable('settlements').execute();
  await db.schema.dropTable('holds').execute();
  await sql`alter table holds_anew rename to holds`.execute(db);
  await sql`alter table settlements_anew rename to settlements`.execute(db);

  await db.schema
    .createTable('attempts_anew')
    .addColumn('order_id', id, (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('request_id', id)
    .addColumn('status_url', 'text')
    .addColumn('response_url', 'text')
    .addColumn('cancel_url', 'text')
    .addColumn('queue_position', 'integer')
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('result', 'text')
    .addColumn('error_code', 'text')
    .addColumn('error_detail', 'text')
    .addPrimaryKeyConstraint('attempts_anew_key', ['order_id', 'n'])
    .addCheckConstraint(
      'attempts_anew_state',
      sql`state in ('posting', 'accepted', 'refused', 'finished')`,
    )
    .addCheckConstraint('attempts_anew_n', sql`n > 0`)
    .execute();
  await sql`insert into attempts_anew
    select generation_id, n, endpoint, created_at, state, request_id, status_url, response_url,
      cancel_url, queue_position, started_at, finished_at, result, error_code, error_detail
    from attempts`.execute(db);
  await db.schema.dropTable('attempts').execute();
  await sql`alter table attempts_anew rename to attempts`.execute(db);
}

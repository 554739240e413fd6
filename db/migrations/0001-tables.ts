import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Ddl } from './ddl.ts';

/** Everything of the first release. Parents come before children: foreign keys are on. */
export const createTables = (ddl: Ddl) => async (db: Kysely<Database>) => {
  await createPeople(db, ddl);
  await createLedger(db, ddl);
  await createGenerations(db, ddl);
  await createImages(db, ddl);
  await createDoomedObjects(db, ddl);
  await createPromos(db, ddl);
  await createOperations(db, ddl);
  for (const statement of ddl.neverChanged) await sql.raw(statement).execute(db);
};

async function createPeople(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('people')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('telegram_id', 'bigint', (c) => c.unique())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('shape', 'text')
    .addColumn('count', 'integer')
    .addColumn('look', 'text')
    .addColumn('time_zone', 'text')
    .addColumn('start_parameter', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('unreachable_at', 'bigint')
    .addColumn('erased_at', 'bigint')
    .addCheckConstraint('people_erased', sql`erased_at is null or telegram_id is null`)
    .execute();
  await db.schema
    .createTable('welcomes')
    .addColumn('person_hash', id, (c) => c.primaryKey())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('screens')
    .addColumn('person_id', id, (c) => c.primaryKey().references('people.id'))
    .addColumn('message_id', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addColumn('picture', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .execute();
}

async function createLedger(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('accounts')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('balance', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('guarded', 'integer', (c) => c.notNull())
    .addCheckConstraint('accounts_guarded', sql`guarded in (0, 1)`)
    .addCheckConstraint('accounts_not_negative', sql`guarded = 0 or balance >= 0`)
    .execute();
  await db.schema
    .createTable('transfers')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('debit', id, (c) => c.notNull().references('accounts.id'))
    .addColumn('credit', id, (c) => c.notNull().references('accounts.id'))
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('reference', id, (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint('transfers_amount', sql`amount > 0`)
    .addCheckConstraint('transfers_two_accounts', sql`debit <> credit`)
    .execute();
  for (const side of ['debit', 'credit'] as const) {
    await db.schema
      .createIndex(`transfers_by_${side}`)
      .on('transfers')
      .columns([side, 'created_at', 'id'])
      .execute();
  }
}

async function createGenerations(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('generations')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('shape', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('unit_price', 'bigint', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('source_message_id', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('wait_until', 'bigint', (c) => c.notNull())
    .addColumn('admitted_at', 'bigint')
    .addColumn('deadline_at', 'bigint')
    .addColumn('left_fal_at', 'bigint')
    .addColumn('stored_at', 'bigint')
    .addColumn('deliver_by', 'bigint')
    .addColumn('end_state', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('error_code', 'text')
    .addColumn('card_message_id', 'bigint')
    .addColumn('result_message_id', 'bigint')
    .addCheckConstraint('generations_count', sql`count > 0`)
    .addCheckConstraint('generations_price', sql`unit_price >= 0`)
    .addCheckConstraint(
      'generations_end_state',
      sql`end_state in ('succeeded', 'refused', 'failed', 'timed_out', 'cancelled', 'undeliverable')`,
    )
    .addCheckConstraint('generations_ended', sql`(end_state is null) = (ended_at is null)`)
    .addCheckConstraint('generations_admitted', sql`(admitted_at is null) = (deadline_at is null)`)
    .addCheckConstraint('generations_stored', sql`(stored_at is null) = (deliver_by is null)`)
    .execute();
  await createGenerationIndexes(db);
  await createHolds(db, id);
  await createAttempts(db, id);
}

async function createGenerationIndexes(db: Kysely<Database>) {
  await db.schema
    .createIndex('generations_of_person')
    .on('generations')
    .columns(['person_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('generations_open')
    .on('generations')
    .columns(['created_at', 'id'])
    .where(sql.ref('end_state'), 'is', null)
    .execute();
  await db.schema
    .createIndex('generations_unclosed')
    .on('generations')
    .column('ended_at')
    .where(sql.ref('closed_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('generations_waiting')
    .on('generations')
    .columns(['created_at', 'id'])
    .where(sql.ref('end_state'), 'is', null)
    .where(sql.ref('admitted_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('generations_by_model')
    .on('generations')
    .columns(['model', 'ended_at'])
    .where(sql.ref('end_state'), '=', sql.lit('succeeded'))
    .execute();
}

async function createHolds(db: Kysely<Database>, id: Ddl['id']) {
  await db.schema
    .createTable('holds')
    .addColumn('id', id, (c) => c.primaryKey().references('generations.id'))
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('unit', 'bigint', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint('holds_amount', sql`unit >= 0 and count > 0 and amount = unit * count`)
    .execute();
  await db.schema
    .createTable('settlements')
    .addColumn('hold_id', id, (c) => c.primaryKey().references('holds.id'))
    .addColumn('captured', 'bigint', (c) => c.notNull())
    .addColumn('released', 'bigint', (c) => c.notNull())
    .addColumn('delivered', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint(
      'settlements_amounts',
      sql`captured >= 0 and released >= 0 and delivered >= 0 and (delivered > 0 or captured = 0)`,
    )
    .execute();
}

async function createAttempts(db: Kysely<Database>, id: Ddl['id']) {
  await db.schema
    .createTable('attempts')
    .addColumn('generation_id', id, (c) => c.notNull().references('generations.id'))
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
    .addPrimaryKeyConstraint('attempts_key', ['generation_id', 'n'])
    .addCheckConstraint(
      'attempts_state',
      sql`state in ('posting', 'accepted', 'refused', 'finished')`,
    )
    .addCheckConstraint('attempts_n', sql`n > 0`)
    .execute();
}

async function createImages(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('images')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('sort_key', 'bigint', (c) => c.notNull().unique())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('generation_id', id, (c) => c.notNull().references('generations.id'))
    .addColumn('model', id, (c) => c.notNull())
    .addColumn('shape', id, (c) => c.notNull())
    .addColumn('avatar_id', id)
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('bucket', 'text', (c) => c.notNull())
    .addColumn('object_key', 'text', (c) => c.notNull())
    .addColumn('thumbnail_key', 'text', (c) => c.notNull())
    .addColumn('content_type', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('delivered_at', 'bigint')
    .addColumn('favourite_at', 'bigint')
    .addColumn('trashed_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addColumn('missing_at', 'bigint')
    .addUniqueConstraint('images_place', ['generation_id', 'place'])
    .addCheckConstraint('images_numbers', sql`place >= 0 and bytes > 0`)
    .addCheckConstraint(
      'images_sort_key',
      sql`sort_key >= created_at * 1024 and sort_key < (created_at + 1) * 1024`,
    )
    .addCheckConstraint('images_deleted', sql`deleted_at is null or trashed_at is not null`)
    .execute();
}

async function createDoomedObjects(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('doomed_objects')
    .addColumn('bucket', id, (c) => c.notNull())
    .addColumn('object_key', id, (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('doomed_objects_key', ['bucket', 'object_key'])
    .execute();
  await db.schema
    .createIndex('doomed_objects_by_time')
    .on('doomed_objects')
    .columns(['due_at', 'bucket', 'object_key'])
    .execute();
}

async function createPromos(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('promo_codes')
    .addColumn('code', id, (c) => c.primaryKey())
    .addColumn('coins', 'bigint', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('used', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('valid_from', 'bigint', (c) => c.notNull())
    .addColumn('valid_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addCheckConstraint('promo_codes_coins', sql`coins > 0`)
    .addCheckConstraint('promo_codes_uses', sql`used >= 0 and used <= uses`)
    .execute();
  await db.schema
    .createTable('promo_redemptions')
    .addColumn('code', id, (c) => c.notNull().references('promo_codes.code'))
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('request', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('promo_redemptions_key', ['code', 'person_id'])
    .execute();
}

async function createOperations(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('model_switches')
    .addColumn('model', id, (c) => c.primaryKey())
    .addColumn('off_at', 'bigint', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outages')
    .addColumn('subject', id, (c) => c.primaryKey())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('failed_at', 'bigint', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outage_watchers')
    .addColumn('subject', id, (c) => c.notNull())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('outage_watchers_key', ['subject', 'person_id'])
    .execute();
  await db.schema
    .createTable('coin_requests')
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('coin_requests_key', ['person_id', 'day'])
    .execute();
  await db.schema
    .createTable('telegram_files')
    .addColumn('key', id, (c) => c.primaryKey())
    .addColumn('file_id', 'text', (c) => c.notNull())
    .addColumn('passing', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('telegram_files_passing')
    .on('telegram_files')
    .column('created_at')
    .where(sql.ref('passing'), '=', sql.lit(1))
    .execute();
  await db.schema
    .createTable('journal')
    .addColumn('actor_key', id, (c) => c.notNull())
    .addColumn('epoch', id, (c) => c.notNull())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('from_state', 'text', (c) => c.notNull())
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('journal_key', ['actor_key', 'epoch', 'step'])
    .execute();
  await db.schema
    .createIndex('journal_by_actor')
    .on('journal')
    .columns(['actor_key', 'at', 'step'])
    .execute();
  await db.schema.createIndex('journal_by_time').on('journal').column('at').execute();
  await db.schema
    .createTable('locks')
    .addColumn('name', id, (c) => c.primaryKey())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('dead_updates')
    .addColumn('update_id', 'bigint', (c) => c.primaryKey())
    .addColumn('telegram_id', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('error', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('dead_updates_by_person')
    .on('dead_updates')
    .column('telegram_id')
    .where('telegram_id', 'is not', null)
    .execute();
  await db.schema
    .createIndex('dead_updates_by_time')
    .on('dead_updates')
    .column('created_at')
    .execute();
}

import type { Selectable } from 'kysely';
import type { Handle } from './handle.ts';
import type { Millis, ModelSwitchesTable } from './schema.ts';

export type ModelSwitch = Selectable<ModelSwitchesTable>;

/** Models that may not be used now, and why. */
export async function modelsOff(db: Handle): Promise<ModelSwitch[]> {
  return db.selectFrom('model_switches').selectAll().orderBy('model').execute();
}

/** Switches a model off; a new reason replaces the old one, the time stays. */
export async function switchModelOff(
  db: Handle,
  { model, reason, now }: { model: string; reason: string; now: Millis },
): Promise<void> {
  await db
    .insertInto('model_switches')
    .values({ model, reason, off_at: now })
    .onConflict((conflict) => conflict.column('model').doUpdateSet({ reason }))
    .execute();
}

/** Whether the model had been off. */
export async function switchModelOn(db: Handle, model: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('model_switches')
    .where('model', '=', model)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

import type { Handle } from './handle.ts';
import type { Avatar } from './schema.ts';

/** Remembers where FAL reads an avatar's weights; not if it has other weights by now, or none. */
export async function keepWeightsUrl(
  db: Handle,
  { id, weights_key }: Pick<Avatar, 'id' | 'weights_key'>,
  url: string,
): Promise<void> {
  await db
    .updateTable('avatars')
    .set({ weights_url: url })
    .where('id', '=', id)
    .where('weights_key', '=', weights_key)
    .where('state', '=', 'ready')
    .execute();
}

/** FAL cannot fetch them from there (any more): they are sent up again. */
export async function forgetWeightsUrl(db: Handle, avatarId: string): Promise<void> {
  await db.updateTable('avatars').set({ weights_url: null }).where('id', '=', avatarId).execute();
}

/** The preset that an avatar's weights were trained by; undefined: it was never trained. */
export async function presetOfWeights(db: Handle, avatarId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('trainings')
    .select('preset')
    .where('avatar_id', '=', avatarId)
    .where('end_state', '=', 'succeeded')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.preset;
}

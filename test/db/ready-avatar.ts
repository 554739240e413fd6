import type { Db } from '../../db/open.ts';
import type { Avatar } from '../../db/schema.ts';
import { START } from './people-with-coins.ts';

/** Writes an avatar down as if it had been trained. */
export async function insertReadyAvatar(
  db: Db,
  {
    id,
    personId,
    ...given
  }: { id: string; personId: string } & Partial<
    Pick<
      Avatar,
      'name' | 'who' | 'trigger_phrase' | 'weights_url' | 'weights_sha256' | 'weights_bytes'
    >
  >,
): Promise<void> {
  await db.kysely
    .insertInto('avatars')
    .values({
      id,
      person_id: personId,
      state: 'ready',
      name: 'Anna',
      step: 'photos',
      trigger_phrase: `TOK_${id}`,
      weights_key: `${personId}/${id}/weights.safetensors`,
      weights_sha256: 'a'.repeat(64),
      weights_bytes: 3,
      created_at: START,
      touched_at: START,
      ready_at: START,
      ...given,
    })
    .execute();
}

import type { Handle } from './handle.ts';

/**
 * An order that has ended keeps its description for as long as one of its pictures is kept, be it
 * in the trash.
 */
export async function forgetWordsOfDeleted(
  tx: Handle,
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return;
  await tx
    .updateTable('generations')
    .set({ description: '', sent: null })
    .where('id', 'in', generationIds)
    .where('end_state', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('images')
            .select('images.id')
            .whereRef('generation_id', '=', 'generations.id')
            .where('deleted_at', 'is', null),
        ),
      ),
    )
    .execute();
}

import type { Handle } from './handle.ts';

/** An order that has ended keeps its description for as long as one of its pictures is kept. */
export async function forgetWordsOfDeleted(tx: Handle, generationId: string): Promise<void> {
  await tx
    .updateTable('generations')
    .set({ description: '' })
    .where('id', '=', generationId)
    .where('end_state', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('images')
            .select('images.id')
            .where('generation_id', '=', generationId)
            .where('deleted_at', 'is', null),
        ),
      ),
    )
    .execute();
}

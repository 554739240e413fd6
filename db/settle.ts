import { DbError } from './errors.ts';
import { forgetWordsOfDeleted } from './forget-words.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { Generation, GenerationEnd, Millis } from './schema.ts';
import { settledCoins, settleHold } from './settle-hold.ts';
import { forgetImages } from './trash.ts';

export type Settling = {
  generationId: string;
  end: GenerationEnd;
  errorCode?: string;
  now: Millis;
  newId: () => string;
};

/** How a generation ended, in coins and pictures. */
export type Settlement = {
  /** Whether this call ended it; if not, the rest tells how it had ended before. */
  won: boolean;
  end: GenerationEnd;
  captured: number;
  released: number;
  delivered: number;
};

/**
 * Ends a generation and settles its hold, once: pays for the pictures delivered, gives the rest
 * back and removes the pictures that never arrived. Throws `generation_unknown`, and
 * `nothing_delivered` for a success without a picture.
 */
export async function settle(db: Handle, settling: Settling): Promise<Settlement> {
  return inTransaction(db, async (tx) => {
    const generation = await lockGeneration(tx, settling.generationId);
    const { id, person_id: personId, end_state: end } = generation;
    if (end) return { won: false, end, ...(await settledCoins(tx, id)) };
    const delivered = await countDelivered(tx, generation.id);
    if (settling.end === 'succeeded' && delivered === 0) {
      throw new DbError('nothing_delivered', `nothing of ${generation.id} was delivered`);
    }
    await endGeneration(tx, settling);
    const coins = await settleHold(tx, { ...settling, id, personId, delivered });
    await removeUndelivered(tx, generation.id, settling.now);
    // Pictures that were seen in the gallery may have been deleted there before the end.
    if (delivered > 0) await forgetWordsOfDeleted(tx, [generation.id]);
    return { won: true, end: settling.end, ...coins, delivered };
  });
}

async function lockGeneration(tx: Handle, id: string): Promise<Generation> {
  const generation = await tx
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!generation) throw new DbError('generation_unknown', `no generation ${id}`);
  return generation;
}

async function countDelivered(tx: Handle, generationId: string): Promise<number> {
  const { delivered } = await tx
    .selectFrom('images')
    .select(({ fn }) => fn.countAll<number>().as('delivered'))
    .where('generation_id', '=', generationId)
    .where('delivered_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return delivered;
}

async function endGeneration(tx: Handle, { generationId, end, errorCode, now }: Settling) {
  const { numUpdatedRows } = await tx
    .updateTable('generations')
    .set({ end_state: end, ended_at: now, error_code: errorCode ?? null })
    .where('id', '=', generationId)
    .where('end_state', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new DbError('inconsistent', `${generationId} ended meanwhile`);
}

/** They are not the person's: the coins are back. */
async function removeUndelivered(tx: Handle, generationId: string, now: Millis) {
  const rows = await tx
    .updateTable('images')
    .set((eb) => ({
      trashed_at: eb.fn.coalesce('trashed_at', eb.val(now)),
      deleted_at: now,
      favourite_at: null,
    }))
    .where('generation_id', '=', generationId)
    .where('delivered_at', 'is', null)
    .where('deleted_at', 'is', null)
    .returning(['id', 'sort_key', 'bucket', 'object_key', 'thumbnail_key'])
    .execute();
  await forgetImages(tx, rows, now);
}

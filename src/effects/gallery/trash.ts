import { trashAt } from '../../../db/trash.ts';
import type { TrashCard } from '../../telegram/screens/data.ts';
import type { Sight } from './sight.ts';

/** The trash keeps what was deleted for so long. */
export const TRASH_KEEPS_MS = 30 * 24 * 60 * 60 * 1000;

/** The image of the trash, or the one that stands in for it; null: it is empty. */
export async function loadTrash(
  { db, personId }: Sight,
  imageId: string | null,
): Promise<TrashCard | null> {
  const found = await trashAt(db, personId, imageId);
  if (!found) return null;
  const { image, description, index, total, newerId, olderId } = found;
  const trashedAt = image.trashed_at ?? 0;
  return {
    imageId: image.id,
    description,
    trashedAt,
    purgedAt: trashedAt + TRASH_KEEPS_MS,
    index,
    total,
    newerId,
    olderId,
  };
}

import { pageAt } from '../../../db/gallery.ts';
import type { Grid } from '../../telegram/screens/data.ts';
import { queryOf, type Sight } from './sight.ts';

/** Three rows of three, as the contact sheet is drawn. */
const PAGE = 9;

/** The page with this image, or with the one that stands in for it; null: nothing is shown. */
export async function loadGrid(
  sight: Sight,
  imageId: string | null,
  marked: readonly string[],
): Promise<Grid | null> {
  const page = await pageAt(sight.db, sight.personId, queryOf(sight), imageId, PAGE);
  if (!page) return null;
  const { images, first, total, newerId, olderId } = page;
  return {
    images: images.map(({ id, created_at, favourite_at }, at) => ({
      imageId: id,
      number: at + 1,
      createdAt: created_at,
      favourite: favourite_at !== null,
      marked: marked.includes(id),
    })),
    first,
    total,
    newerId,
    olderId,
  };
}

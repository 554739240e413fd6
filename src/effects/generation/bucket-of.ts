import { imageById } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation } from '../../../db/schema.ts';
import { findModel } from '../../fal/catalogue.ts';
import { type BucketRole, roleOf } from '../../images/image-store.ts';

/** Where an order's pictures are kept: as its model says, but a change where its parent lies. */
export async function bucketOf(
  db: Handle,
  { model, parent_image_id: parentId }: Pick<Generation, 'model' | 'parent_image_id'>,
): Promise<BucketRole> {
  const parent = parentId === null ? undefined : await imageById(db, parentId);
  if (parent) return roleOf(parent);
  return findModel(model)?.bucket ?? 'imagen4';
}

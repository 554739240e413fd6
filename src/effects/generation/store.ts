import { doom } from '../../../db/doomed-objects.ts';
import { generationById, type StoredImage, stored } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import { findModel } from '../../fal/catalogue.ts';
import type { FetchedImage, FetchImage } from '../../images/fetch-image.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { BucketRole, ImageStore } from '../../images/image-store.ts';
import { imageKey, thumbnailKey } from '../../images/object-key.ts';
import { sha256 as sha256Of } from '../../images/sha256.ts';
import { createThumbnail } from '../../images/thumbnail.ts';
import { attemptOf, picturesOf } from './fal-answer.ts';

/** A picture that cannot be fetched so often is given up, and its coins come back. */
const MAX_FETCHES = 5;
/** Pictures whose bytes are in memory: hundreds of orders may end together. */
const AT_ONCE = 3;

export interface StoreNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly fetchImage: FetchImage;
  readonly now: () => number;
  readonly newId: () => string;
  readonly deliverMs: number;
  /** A picture that no row owns by then is removed; longer than an order may take. */
  readonly orphanMs: number;
}

interface Kept {
  readonly stored: number;
  readonly end: 'refused' | 'failed';
  readonly code: string | null;
}

type Good = Extract<FetchedImage, { kind: 'ok' }>;

/** Copies the pictures from FAL into the store, with a thumbnail each, and writes them down. */
export function createStore({
  db,
  images,
  fetchImage,
  now,
  newId,
  deliverMs,
  orphanMs,
}: StoreNeeds) {
  const inTurn = createFewAtOnce(AT_ONCE);

  const keep = async (
    generation: Generation,
    place: number,
    picture: Good,
  ): Promise<StoredImage> => {
    const bucket: BucketRole = findModel(generation.model)?.bucket ?? 'imagen4';
    const { bytes, contentType, width, height } = picture;
    const sha256 = await sha256Of(bytes);
    const key = imageKey({
      personId: generation.person_id,
      generationId: generation.id,
      place,
      sha256,
      contentType,
    });
    const keys = [key, thumbnailKey(key)].map((each) => ({ bucket, key: each }));
    await doom(db, keys, now() + orphanMs);
    await images.put(bucket, key, bytes, contentType);
    await images.put(bucket, thumbnailKey(key), await createThumbnail(bytes), 'image/webp');
    return {
      id: newId(),
      place,
      bucket,
      object_key: key,
      thumbnail_key: thumbnailKey(key),
      content_type: contentType,
      sha256,
      bytes: bytes.length,
      width,
      height,
    };
  };

  /** Null: there will be no such picture. Throws when another try may bring it. */
  const fetchOne = async (url: string, { attempts }: Work): Promise<Good | null> => {
    const fetched = await fetchImage(url);
    if (fetched.kind === 'ok') return fetched;
    if (fetched.retryable && attempts + 1 < MAX_FETCHES)
      throw Object.assign(new Error('A picture could not be fetched'), { code: fetched.code });
    return null;
  };

  return async ({ id, attempt: n }: { id: string; attempt: number }, work: Work): Promise<Kept> => {
    const generation = await generationById(db, id);
    const attempt = await attemptOf(db, { generationId: id, n });
    if (!generation || !attempt) return { stored: 0, end: 'failed', code: 'internal' };
    if (generation.stored_at !== null)
      return { stored: generation.count, end: 'failed', code: null };
    const kept: StoredImage[] = [];
    for (const url of picturesOf(attempt).urls)
      await inTurn(async () => {
        const picture = await fetchOne(url, work);
        if (picture) kept.push(await keep(generation, kept.length, picture));
      });
    if (kept.length === 0) return { stored: 0, end: 'failed', code: 'bad-file' };
    const outcome = await stored(db, {
      id,
      images: kept,
      deliverBy: now() + deliverMs,
      now: now(),
    });
    return { stored: outcome === 'over' ? 0 : kept.length, end: 'failed', code: null };
  };
}

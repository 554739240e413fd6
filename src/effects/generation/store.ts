import { generationById, type StoredImage, stored } from '../../../db/generations.ts';
import type { Work } from '../../actors/doers.ts';
import type { FetchImage } from '../../images/fetch-image.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import { createKeepPicture, type FetchedPicture, type KeepPictureNeeds } from '../keep-picture.ts';
import { bucketOf } from './bucket-of.ts';
import { attemptOf, picturesOf } from './fal-answer.ts';

/** A picture that cannot be fetched so often is given up, and its coins come back. */
const MAX_FETCHES = 5;
/** Pictures whose bytes are in memory: hundreds of orders may end together. */
const AT_ONCE = 3;

export interface StoreNeeds extends KeepPictureNeeds {
  readonly fetchImage: FetchImage;
  readonly newId: () => string;
  readonly deliverMs: number;
}

interface Kept {
  readonly stored: number;
  readonly end: 'refused' | 'failed';
  readonly code: string | null;
}

/** Copies the pictures from FAL into the store, with a thumbnail each, and writes them down. */
export function createStore(needs: StoreNeeds) {
  const { db, fetchImage, now, newId, deliverMs } = needs;
  const inTurn = createFewAtOnce(AT_ONCE);

  const keep = createKeepPicture(needs);

  /** Null: there will be no such picture. Throws when another try may bring it. */
  const fetchOne = async (url: string, { attempts }: Work): Promise<FetchedPicture | null> => {
    const fetched = await fetchImage(url);
    if (fetched.kind === 'ok') return fetched;
    if (fetched.retryable && attempts + 1 < MAX_FETCHES)
      throw Object.assign(new Error('A picture could not be fetched'), { code: fetched.code });
    return null;
  };

  return async ({ id, attempt: n }: { id: string; attempt: number }, work: Work): Promise<Kept> => {
    const generation = await generationById(db, id);
    const attempt = await attemptOf(db, { orderId: id, n });
    if (!generation || !attempt) return { stored: 0, end: 'failed', code: 'internal' };
    if (generation.stored_at !== null)
      return { stored: generation.count, end: 'failed', code: null };
    const { person_id } = generation;
    const order = { id, person_id, bucket: await bucketOf(db, generation) };
    const kept: StoredImage[] = [];
    for (const url of picturesOf(attempt).urls)
      await inTurn(async () => {
        const picture = await fetchOne(url, work);
        if (!picture) return;
        const place = kept.length;
        kept.push({ id: newId(), place, ...(await keep(order, place, picture)) });
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

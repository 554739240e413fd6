import { doom } from '../../../db/doomed-objects.ts';
import type { Handle } from '../../../db/open.ts';
import type { Training } from '../../../db/schema.ts';
import { trainingById, WEIGHTS_BUCKET, weightsStored } from '../../../db/trainings.ts';
import type { Outcome } from '../../../machines/avatar.ts';
import type { Work } from '../../actors/doers.ts';
import type { FetchWeights } from '../../fal/fetch-weights.ts';
import { NotWeights } from '../../fal/weights-format.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { ImageStore, Stored } from '../../images/image-store.ts';
import { assertObjectKey } from '../../images/object-key.ts';
import { attemptOf } from '../attempts/outcome.ts';
import { RetryLater } from '../retry-later.ts';
import { weightsUrlOf } from './fal-answer.ts';

/** Weights that cannot be fetched so often are given up, and the coins come back. */
const MAX_FETCHES = 6;
/** Downloads under way: each is large. */
const AT_ONCE = 2;

export interface StoreWeightsNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly fetchWeights: FetchWeights;
  readonly now: () => number;
  /** Weights that no avatar owns by then are removed; longer than a training may take. */
  readonly weightsOrphanMs: number;
}

type Fetched = Stored | { readonly kind: 'bad'; readonly retryable: boolean };

const BAD: Outcome = { kind: 'failed', code: 'bad-file' };

/** Copies the weights from FAL into the store as they come, and writes them down. */
export function createStoreWeights(needs: StoreWeightsNeeds) {
  const { db, images, fetchWeights, now, weightsOrphanMs } = needs;
  const inTurn = createFewAtOnce(AT_ONCE);

  const copy = async (url: string, key: string): Promise<Fetched> => {
    const opened = await fetchWeights(url);
    if (opened.kind === 'bad') return opened;
    await doom(db, [{ bucket: WEIGHTS_BUCKET, key }], now() + weightsOrphanMs);
    return images
      .putStream(WEIGHTS_BUCKET, key, opened.source, 'application/octet-stream')
      .catch((error: unknown) => {
        if (error instanceof NotWeights) return { kind: 'bad', retryable: error.retryable };
        throw error;
      });
  };

  const keep = async (training: Training, n: number, url: string, work: Work): Promise<Outcome> => {
    const key = keyOf(training, n);
    const fetched = await inTurn(() => copy(url, key)).catch((error: unknown) => {
      // The stream broke off, or the store did: both may do better next time.
      if (work.attempts + 1 < MAX_FETCHES) throw error;
      return { kind: 'bad', retryable: false } as const;
    });
    if ('kind' in fetched) {
      if (fetched.retryable && work.attempts + 1 < MAX_FETCHES)
        throw new RetryLater('weights-not-fetched');
      return BAD;
    }
    const { sha256, bytes } = fetched;
    const kept = await weightsStored(db, {
      trainingId: training.id,
      key,
      sha256,
      bytes,
      now: now(),
    });
    return kept === 'over' ? { kind: 'failed', code: 'internal' } : { kind: 'done' };
  };

  return async ({ id, attempt: n }: { id: string; attempt: number }, work: Work) => {
    const training = await trainingById(db, id);
    const attempt = await attemptOf(db, { orderId: id, n });
    const url = attempt && weightsUrlOf(attempt);
    if (!training || !url) return { kind: 'failed', code: 'internal' } satisfies Outcome;
    if (training.stored_at !== null) return { kind: 'done' } satisfies Outcome;
    return keep(training, n, url, work);
  };
}

function keyOf({ id, person_id, avatar_id }: Training, n: number): string {
  const key = `${person_id}/${avatar_id}/${id}-${n}.safetensors`;
  assertObjectKey(key);
  return key;
}

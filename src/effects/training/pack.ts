import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEAST_PHOTOS, usablePhotos } from '../../../db/avatar-photos.ts';
import type { Handle } from '../../../db/open.ts';
import type { Training } from '../../../db/schema.ts';
import { setArchive, trainingById } from '../../../db/trainings.ts';
import type { Outcome } from '../../../machines/avatar.ts';
import type { Work } from '../../actors/doers.ts';
import type { FalError } from '../../fal/errors.ts';
import type { FalFiles, Uploaded } from '../../fal/files.ts';
import { streamFile, writeSynced } from '../../images/durable-files.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { ImageStore } from '../../images/image-store.ts';
import { RetryLater } from '../retry-later.ts';
import { archiveOf, PhotoMissing } from './archive.ts';

/** Photos that could not be sent up so often stay where they are, and the coins come back. */
const MAX_UPLOADS = 5;
/** Uploads under way: each takes its share of the line. */
const AT_ONCE = 2;
/** FAL shall forget the photos of a training that is long over. */
const KEEP_SECONDS = 24 * 60 * 60;

export interface PackNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly sendUp: FalFiles;
  /** The operator's key or billing failed. */
  readonly onRefused: (error: FalError) => Promise<void>;
}

/** Sends the photos of an avatar up to FAL in one file, once. */
export function createPack({ db, images, sendUp, onRefused }: PackNeeds) {
  const inTurn = createFewAtOnce(AT_ONCE);

  /** By way of a file, since FAL wants to know the size before it comes. */
  const upload = async (photos: Parameters<typeof archiveOf>[1]): Promise<Uploaded> => {
    const folder = await mkdtemp(join(tmpdir(), 'aisha-photos-'));
    const path = join(folder, 'photos.zip');
    try {
      const { bytes } = await writeSynced(path, archiveOf(images, photos));
      return await sendUp.upload({
        name: 'photos.zip',
        contentType: 'application/zip',
        bytes,
        open: () => streamFile(path),
        keepSeconds: KEEP_SECONDS,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  const heed = async (id: string, uploaded: Uploaded, { attempts }: Work): Promise<Outcome> => {
    if (uploaded.kind === 'ok')
      return (await setArchive(db, id, uploaded.url)) ? { kind: 'done' } : over;
    const { error } = uploaded;
    if (error.retryable && attempts + 1 < MAX_UPLOADS) throw new RetryLater('photos-not-sent');
    await onRefused(error);
    return { kind: 'failed', code: error.code };
  };

  const pack = async ({ id, avatar_id }: Training, work: Work): Promise<Outcome> => {
    const photos = await usablePhotos(db, avatar_id);
    if (photos.length < LEAST_PHOTOS) return { kind: 'failed', code: 'too-few-photos' };
    return inTurn(async () => heed(id, await upload(photos), work)).catch(tellMissing);
  };

  return async ({ id }: { id: string }, work: Work): Promise<Outcome> => {
    const training = await trainingById(db, id);
    if (!training || training.end_state !== null) return over;
    return training.archive_url === null ? pack(training, work) : { kind: 'done' };
  };
}

const over: Outcome = { kind: 'failed', code: 'internal' };

/** A lost photo comes back with no further try. */
function tellMissing(error: unknown): Outcome {
  if (error instanceof PhotoMissing) return { kind: 'failed', code: error.code };
  throw error;
}

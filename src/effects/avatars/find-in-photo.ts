import type { PhotoFinding } from '../../../db/judge-photos.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import { MAX_PHOTO_BYTES, type PhotoCheck } from '../../images/photo-check.ts';
import type { FetchFile } from '../../telegram/fetch-file.ts';
import { RetryLater } from '../retry-later.ts';
import { createStorePhoto, type PhotoPlace, type StorePhotoNeeds } from './store-photo.ts';

export interface FindInPhotoNeeds extends StorePhotoNeeds {
  readonly fetchFile: FetchFile;
  readonly photoCheck: PhotoCheck;
}

/** A photo as Telegram told of it. */
export interface SentPhoto {
  readonly fileId: string;
  /** Sent as a file, with its MIME type; null: sent as a photo. */
  readonly fileType: string | null;
  /** Bytes; null: not told. */
  readonly bytes: number | null;
}

/** Each holds a file of up to 20 MB. */
const AT_ONCE = 4;

/** So often a file that Telegram does not give is asked for; then the person sends it again. */
const MAX_TRIES = 8;

const refused = (code: string): PhotoFinding => ({ errors: [code], warnings: [], file: null });

/** What its message says already needs no download. */
function refusedUnseen({ fileType, bytes }: SentPhoto): PhotoFinding | null {
  if (bytes !== null && bytes > MAX_PHOTO_BYTES) return refused('too-large');
  return fileType !== null && /^image\/hei[cf]/i.test(fileType) ? refused('heic') : null;
}

/** Fetches a photo, looks at it and keeps its file unless it cannot be used. */
export function createFindInPhoto(needs: FindInPhotoNeeds) {
  const { fetchFile, photoCheck } = needs;
  const inTurn = createFewAtOnce(AT_ONCE);
  const store = createStorePhoto(needs);

  async function judge(place: PhotoPlace, bytes: Uint8Array): Promise<PhotoFinding> {
    const { errors, warnings, sha256, photo } = await photoCheck(bytes);
    const isKept = photo !== null && errors.length === 0;
    return { errors, warnings, file: isKept ? await store(place, photo, sha256) : null };
  }

  return async (
    place: PhotoPlace,
    sent: SentPhoto,
    { attempts, signal }: { readonly attempts: number; readonly signal: AbortSignal },
  ): Promise<PhotoFinding> =>
    refusedUnseen(sent) ??
    inTurn(async () => {
      const file = await fetchFile(sent.fileId, signal);
      if (file.kind === 'ok') return judge(place, file.bytes);
      if (file.kind === 'too-large') return refused('too-large');
      if (file.kind === 'later' && attempts + 1 < MAX_TRIES)
        throw new RetryLater('telegram-file-not-given');
      return refused('not-fetched');
    });
}

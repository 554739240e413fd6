import { keepWeightsUrl } from '../../db/avatar-weights.ts';
import type { Handle } from '../../db/open.ts';
import type { Avatar, Image } from '../../db/schema.ts';
import { falError } from '../fal/errors.ts';
import type { FalFiles, UploadedFile } from '../fal/files.ts';
import { type BucketRole, type ImageStore, roleOf } from '../images/image-store.ts';

export interface FalInputsNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly files: FalFiles;
}

export type SentUp = Awaited<ReturnType<FalFiles['upload']>>;

export interface FalInputs {
  /** Where FAL reads a trained avatar's weights: sent up once, until FAL cannot fetch them. */
  weightsUrl(avatar: Avatar): Promise<SentUp>;
  /** Where FAL reads a picture that is to be changed: sent up each time. */
  imageUrl(image: Pick<Image, 'bucket' | 'object_key' | 'content_type'>): Promise<SentUp>;
}

interface Source extends Pick<UploadedFile, 'keepSeconds'> {
  readonly bucket: BucketRole;
  readonly key: string;
  readonly contentType: string;
}

/** Longer than an order may take from here on. */
const KEEP_PICTURE_SECONDS = 24 * 60 * 60;

const missing = (): SentUp => ({
  kind: 'failed',
  error: falError('bad-file', 'what FAL shall read is not in the store'),
});

/** Files of the store that FAL shall read: it reads links only, so they are sent up to it. */
export function createFalInputs({ db, images, files }: FalInputsNeeds): FalInputs {
  const sendUp = async ({ bucket, key, contentType, ...lifetime }: Source): Promise<SentUp> => {
    const stored = await images.read(bucket, key);
    if (!stored) return missing();
    const name = key.split('/').at(-1) ?? key;
    const { bytes, stream: open } = stored;
    return files.upload({ name, contentType, bytes, open, ...lifetime });
  };

  const sendWeights = async (avatar: Avatar, key: string): Promise<SentUp> => {
    const sent = await sendUp({ bucket: 'avatars', key, contentType: 'application/octet-stream' });
    if (sent.kind === 'ok') await keepWeightsUrl(db, avatar, sent.url);
    return sent;
  };

  /** Several orders at once wait for one upload: weights are large. */
  const underWay = new Map<string, Promise<SentUp>>();

  return {
    weightsUrl: async (avatar) => {
      const { weights_key: key, weights_url: url } = avatar;
      if (key === null) return missing();
      if (url !== null) return { kind: 'ok', url };
      const sending =
        underWay.get(key) ?? sendWeights(avatar, key).finally(() => underWay.delete(key));
      underWay.set(key, sending);
      return sending;
    },
    imageUrl: (image) =>
      sendUp({
        bucket: roleOf(image),
        key: image.object_key,
        contentType: image.content_type,
        keepSeconds: KEEP_PICTURE_SECONDS,
      }),
  };
}

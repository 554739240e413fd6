import type { ImageType } from './image-type.ts';

/** One image of a generation; `place` counts from 0, `sha256` is of the stored bytes, in hex. */
export type ImageName = {
  personId: string;
  generationId: string;
  place: number;
  sha256: string;
  contentType: ImageType;
};

const EXTENSIONS: Record<ImageType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** S3 allows 1024 bytes; a folder's names 255. */
const LONGEST_KEY = 512;

const KEY = /^[a-z0-9_-][\w.-]{0,199}(\/[a-z0-9_-][\w.-]{0,199})*$/i;

/** True for a key that every store takes: plain names between slashes, none begins with a dot. */
export const isObjectKey = (key: string) => key.length <= LONGEST_KEY && KEY.test(key);

/** Throws for a key that is none: it came from a defect, never from a person. */
export function assertObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new Error(`not an object key: ${JSON.stringify(key.slice(0, 80))}`);
}

/** The content is part of the name, so another picture never takes the place of a stored one. */
export function imageKey({ personId, generationId, place, sha256, contentType }: ImageName) {
  const name = `${place}-${sha256.slice(0, 16)}.${EXTENSIONS[contentType]}`;
  const key = `${personId}/${generationId}/${name}`;
  assertObjectKey(key);
  return key;
}

/** Where the thumbnail of an image lies. */
export const thumbnailKey = (key: string) => key.replace(/\.[^./]+$/, '-thumb.webp');

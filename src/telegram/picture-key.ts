import { createHash } from 'node:crypto';
import type { Picture } from './screens/screen.ts';

const short = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

export const originalKey = (imageId: string): string => `original:${imageId}`;
export const sheetKey = (generationId: string): string => `sheet:${generationId}`;

/** Everything by which Telegram may have been given this picture. */
export const keysOfPicture = (imageId: string, generationId: string): readonly string[] => [
  pictureKey({ kind: 'image', imageId }),
  originalKey(imageId),
  sheetKey(generationId),
];

/** Names a picture by what it shows: the same key, the same pixels. */
export function pictureKey(picture: Picture): string {
  if (picture.kind === 'image') return `image:${picture.imageId}`;
  const { scene, title, subtitle = '' } = picture;
  return `banner:${scene}:${short(JSON.stringify([title, subtitle]))}`;
}

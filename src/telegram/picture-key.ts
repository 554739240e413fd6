import { createHash } from 'node:crypto';
import type { Bar, Picture, SheetCell } from './screens/screen.ts';

const short = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

export const originalKey = (imageId: string): string => `original:${imageId}`;
export const sheetKey = (generationId: string): string => `sheet:${generationId}`;

/** The image that a picture's key names; null: it names another thing. */
export const imageOfKey = (key: string): string | null => /^image:([\w-]+)$/.exec(key)?.[1] ?? null;

/** Everything by which Telegram may have been given this picture. */
export const keysOfPicture = (imageId: string, generationId: string): readonly string[] => [
  pictureKey({ kind: 'image', imageId }),
  originalKey(imageId),
  sheetKey(generationId),
];

/** Everything by which Telegram may have been given this photo of an avatar's. */
export const keysOfPhoto = (photoId: string): readonly string[] => [
  pictureKey({ kind: 'photo', photoId }),
];

/** Everything by which Telegram may have been given the photo that stands for this avatar. */
export const keysOfAvatar = (avatarId: string): readonly string[] => [
  pictureKey({ kind: 'avatar', avatarId }),
];

/** Names a picture by what it shows: the same key, the same pixels. */
export function pictureKey(picture: Picture): string {
  switch (picture.kind) {
    case 'image':
      return `image:${picture.imageId}`;
    case 'photo':
      return `photo:${picture.photoId}`;
    case 'avatar':
      return `avatar:${picture.avatarId}`;
    case 'styles':
      return `styles:${short(JSON.stringify(picture.styles))}`;
    case 'sheet':
      return sheetKey(short(JSON.stringify(picture.cells.map(partsOf))));
    case 'chart':
      return `chart:${short(JSON.stringify([picture.title, picture.bars.map(barOf)]))}`;
    default:
      return bannerKey(picture);
  }
}

function bannerKey({ scene, title, subtitle = '' }: Picture & { kind: 'banner' }): string {
  return `banner:${scene}:${short(JSON.stringify([title, subtitle]))}`;
}

const partsOf = ({ imageId, number, heading, favourite, marked }: SheetCell) => [
  imageId,
  number,
  heading,
  favourite,
  marked,
];

const barOf = ({ label, value }: Bar) => [label, value];

/**
 * True for pictures of what soon looks different, by their key with or without the bot's id: they
 * are let go after a while. No key of a sheet comes back once one of its images was deleted, since
 * an image's id never does.
 */
export const isPassing = (key: string): boolean => /^(\d+:)?(sheet|chart):/.test(key);

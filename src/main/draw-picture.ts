import { avatarPreview, photoObject } from '../../db/avatar-cards.ts';
import { PHOTO_BUCKET } from '../../db/avatar-photos.ts';
import { imageById, imagesByIds } from '../../db/images.ts';
import type { Handle } from '../../db/open.ts';
import type { Image } from '../../db/schema.ts';
import { FileMissing } from '../effects/file-missing.ts';
import { fitForPhoto } from '../images/for-telegram.ts';
import { type ImageStore, roleOf } from '../images/image-store.ts';
import { drawBanner } from '../pictures/banner.ts';
import { drawChart } from '../pictures/chart.ts';
import { drawGrid } from '../pictures/grid.ts';
import { createKept } from '../pictures/kept.ts';
import { drawStyles } from '../pictures/style-examples.ts';
import type { Drawn } from '../telegram/living-message.ts';
import type { Picture, SheetCell } from '../telegram/screens/screen.ts';

export interface DrawPictureNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  /** A sheet is drawn without it. */
  readonly onThumbnailMissing: (imageId: string) => void;
}

/** About 15 MB: a page that was looked at just now is ticked without asking the store again. */
const THUMBNAILS_KEPT = 512;

/** Draws what screens show. @throws FileMissing for a single image or photo without its file. */
export function createDrawPicture({ db, images, onThumbnailMissing }: DrawPictureNeeds) {
  const kept = createKept<string, Uint8Array>(THUMBNAILS_KEPT);

  const read = async (image: Image, key: string): Promise<Uint8Array> => {
    const bytes = await images.get(roleOf(image), key);
    if (!bytes) throw new FileMissing(image.id);
    return bytes;
  };

  /** Null: it is missing, and a sheet shows the others. */
  const thumbnailOf = (image: Image): Promise<Uint8Array | null> =>
    kept(image.thumbnail_key, () => read(image, image.thumbnail_key)).catch((error) => {
      if (!(error instanceof FileMissing)) throw error;
      onThumbnailMissing(image.id);
      return null;
    });

  const drawImage = async (imageId: string): Promise<Uint8Array> => {
    const image = await imageById(db, imageId);
    if (!image) throw new FileMissing(imageId);
    return fitForPhoto(await read(image, image.object_key));
  };

  /** A file of an avatar: one of its photos, or the one that stands for it. */
  const drawFile = async (id: string, key: string | null): Promise<Uint8Array> => {
    const bytes = key === null ? null : await images.get(PHOTO_BUCKET, key);
    if (!bytes) throw new FileMissing(id);
    return fitForPhoto(bytes);
  };

  const drawPhoto = async (photoId: string) => drawFile(photoId, await photoObject(db, photoId));

  const drawAvatar = async (avatarId: string) =>
    drawFile(avatarId, await avatarPreview(db, avatarId));

  const drawSheet = async (cells: readonly SheetCell[]): Promise<Drawn> => {
    const images = await imagesByIds(
      db,
      cells.map(({ imageId }) => imageId),
    );
    const pictureOf = async ({ imageId }: SheetCell) => {
      const image = images.find(({ id }) => id === imageId);
      return image ? thumbnailOf(image) : null;
    };
    const shown = await Promise.all(
      cells.map(async (cell) => ({ ...cell, picture: await pictureOf(cell) })),
    );
    return { bytes: await drawGrid(shown), isWhole: shown.every(({ picture }) => picture) };
  };

  const whole = async (bytes: Promise<Uint8Array>): Promise<Drawn> => ({
    bytes: await bytes,
    isWhole: true,
  });

  return (picture: Picture): Promise<Drawn> => {
    switch (picture.kind) {
      case 'banner':
        return whole(drawBanner(picture));
      case 'chart':
        return whole(drawChart({ title: picture.title, bars: picture.bars }));
      case 'sheet':
        return drawSheet(picture.cells);
      case 'photo':
        return whole(drawPhoto(picture.photoId));
      case 'avatar':
        return whole(drawAvatar(picture.avatarId));
      case 'styles':
        return whole(drawStyles(picture.styles));
      case 'image':
        return whole(drawImage(picture.imageId));
    }
  };
}

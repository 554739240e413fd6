import type { Press } from '../../press.ts';
import { inHtml, type Say } from '../../words.ts';
import {
  back,
  button,
  distinct,
  fitting,
  inRows,
  LABEL_CHARACTERS,
  labelled,
  option,
  type Row,
  wayBack,
} from '../buttons.ts';
import { cut, lines, paragraphs } from '../captions.ts';
import type { Album, ScreenData } from '../data.ts';
import type { Button, Picture, Screen } from '../screen.ts';
import { amountOf, brief } from './amounts.ts';

/** With a new album and Back a keyboard holds so many, or fewer between arrows. */
const MOST_ON_ONE_PAGE = 6;
const ON_A_PAGE = 4;

interface Page {
  readonly albums: readonly Album[];
  readonly page: number;
  readonly pages: number;
}

/** The page of the list that is looked at; the last one if there are no longer so many. */
function pageOf({ gallery, context }: ScreenData): Page {
  const all = gallery?.albums ?? [];
  if (all.length <= MOST_ON_ONE_PAGE) return { albums: all, page: 0, pages: 1 };
  const pages = Math.ceil(all.length / ON_A_PAGE);
  const page = Math.min(context.gallery.page, pages - 1);
  return { albums: all.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE), page, pages };
}

/** Arrows that go round: after the last page comes the first. */
function turning({ page, pages }: Page, to: (page: number) => Press, t: Say): readonly Row[] {
  if (pages === 1) return [];
  return [
    [
      button(t, 'button-left', to((page + pages - 1) % pages)),
      button(t, 'button-right', to((page + 1) % pages)),
    ],
  ];
}

/** The album's name, cut if it must be, and how many pictures it holds if there is room. */
function nameOf({ title, n }: Album, room: number, t: Say): string {
  const sign = t('button-album', { title: '' }).length;
  const whole = t('button-album-count', { title, n: brief(n, t) });
  if (whole.length <= room) return whole;
  return t('button-album', { title: cut(title, room - sign - 1) }).trim();
}

const pageWords = ({ page, pages }: Page, t: Say): string | false =>
  pages > 1 && t('albums-pages', { page: page + 1, pages });

const listWords = ({ albums }: Page, t: Say): string =>
  lines(
    ...albums.map(({ title, n }) => inHtml(t)('albums-line', { title, total: amountOf(n, t) })),
  );

const banner = (title: string): Picture => ({ kind: 'banner', scene: 'gallery', title });

const newAlbum = (t: Say, style?: 'primary'): Button =>
  button(t, 'button-new-album', { do: 'newAlbum' }, style);

/** Every album, by name. */
export function albums(data: ScreenData, t: Say): Screen {
  const shown = pageOf(data);
  const isEmpty = shown.albums.length === 0;
  const buttons = shown.albums.map((each) =>
    labelled(nameOf(each, LABEL_CHARACTERS, t), { do: 'album', albumId: each.albumId }),
  );
  return {
    picture: banner(t('albums-title')),
    caption: paragraphs(
      t('albums-caption'),
      isEmpty ? t('albums-empty') : listWords(shown, t),
      pageWords(shown, t),
    ),
    keyboard: [
      ...inRows(distinct(buttons, t), 2),
      ...turning(shown, (page) => ({ do: 'albums', page }), t),
      [newAlbum(t, isEmpty ? 'primary' : undefined), back(t)],
    ],
  };
}

/** A screen about the album at hand; without one there are the others. */
const aboutAlbum =
  (show: (album: Omit<Album, 'isIn'>, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.gallery?.album ? show(data.gallery.album, t) : albums(data, t);

/** One album: to be looked at, renamed or deleted. */
export const album = aboutAlbum(({ albumId, title, n }, t) => {
  const label = fitting([t('button-look-at-count', { n: brief(n, t) }), t('button-look-at')]);
  const look = labelled(label, { do: 'openAlbum', albumId }, 'primary');
  return {
    picture: banner(t('album-title')),
    caption: paragraphs(
      inHtml(t)('album-caption', { title }),
      n.count > 0 ? t('album-count', { total: amountOf(n, t) }) : t('album-empty'),
    ),
    keyboard: [
      ...(n.count > 0 ? [[look]] : []),
      [button(t, 'button-rename', { do: 'renameAlbum', albumId })],
      wayBack(t),
      [button(t, 'button-delete-album', { do: 'deleteAlbum', albumId }, 'danger')],
    ],
  };
});

/** Waits for a name: of a new album, or a new one for the album at hand. */
export function naming({ gallery, context }: ScreenData, t: Say): Screen {
  const renamed = context.gallery.albumId === null ? null : gallery?.album;
  return {
    picture: banner(t(renamed ? 'renaming-title' : 'naming-title')),
    caption: paragraphs(
      renamed ? inHtml(t)('renaming-caption', { title: renamed.title }) : t('naming-caption'),
      t('naming-hint'),
    ),
    keyboard: [wayBack(t)],
  };
}

/** Asks before an album goes; its pictures stay. */
export const dissolving = aboutAlbum(({ albumId, title }, t) => ({
  picture: banner(t('album-title')),
  caption: paragraphs(inHtml(t)('dissolving-caption', { title }), t('dissolving-hint')),
  keyboard: [
    wayBack(t),
    [button(t, 'button-delete-sure', { do: 'deleteAlbumSure', albumId }, 'danger')],
  ],
}));

/** Which albums a picture, or all those marked, are in. */
export function adding(data: ScreenData, t: Say): Screen {
  const { adding: images } = data.context.gallery;
  const [imageId = null] = images.length === 1 ? images : [];
  const shown = pageOf(data);
  const isEmpty = shown.albums.length === 0;
  const sign = t('button-chosen', { choice: '' }).length;
  const buttons = shown.albums.map((each) => {
    const { albumId, isIn } = each;
    const name = nameOf(each, LABEL_CHARACTERS - (isIn ? sign : 0), t);
    return option(t, name, isIn, { do: 'inAlbum', albumId, imageId, added: !isIn });
  });
  return {
    picture: imageId ? { kind: 'image', imageId } : banner(t('adding-title')),
    caption: paragraphs(
      images.length > 1
        ? t('adding-many-caption', { pictures: images.length })
        : t('adding-caption'),
      isEmpty ? t('adding-empty') : lines(listWords(shown, t)),
      !isEmpty && t('adding-hint'),
      pageWords(shown, t),
    ),
    keyboard: [
      ...inRows(distinct(buttons, t), 2),
      ...turning(shown, (page) => ({ do: 'addTo', imageId, page }), t),
      [newAlbum(t, isEmpty ? 'primary' : undefined), back(t)],
    ],
  };
}

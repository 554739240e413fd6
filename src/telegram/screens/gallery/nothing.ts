import type { FilterName } from '../../../../machines/chat/gallery/filter.ts';
import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { back, button, fitting, inRows, labelled, type Row, wayBack } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { GalleryData, ScreenData } from '../data.ts';
import type { Button, Screen } from '../screen.ts';
import { brief } from './amounts.ts';
import { activeNames, shownWords } from './filter-words.ts';

/** What was just deleted comes back with one press. */
export const undoRow = ({ context }: ScreenData, t: Say): readonly Row[] =>
  context.gallery.undo.length > 0 ? [[button(t, 'button-undo', { do: 'undo' }, 'success')]] : [];

/** Takes one filter off. */
export function withoutFilter(name: FilterName): Press {
  const presses: Readonly<Record<FilterName, Press>> = {
    words: { do: 'byWords' },
    kind: { do: 'byKind', kind: null },
    look: { do: 'byLook', look: null },
    avatarId: { do: 'byAvatar', avatarId: null },
    shape: { do: 'byShape', shape: null },
    favourites: { do: 'byFavourites', on: false },
    albumId: { do: 'byAlbum', albumId: null },
    time: { do: 'byTime', last: null },
  };
  return presses[name];
}

/** Eight buttons in four rows of two, less those that are always there. */
const LOOSENING_SHOWN = 5;
/** An undo takes a row. */
const LOOSENING_WITH_UNDO = 3;

const loosening = ({ loosen }: GalleryData, most: number, t: Say): readonly Button[] =>
  loosen.slice(0, most).map(({ name, n }) => {
    const without = t(`without-${name}`);
    const label = fitting([t('button-loosen', { name: without, n: brief(n, t) }), without]);
    return labelled(label, withoutFilter(name));
  });

/** What to do about it: a single filter is not one too many. */
function hintOf({ filter, loosen }: GalleryData): string {
  const active = activeNames(filter);
  if (active.length === 1 && filter.favourites) return 'nothing-favourites';
  if (loosen.length === 0) return 'nothing-clear';
  return active.length === 1 ? 'nothing-loosen-one' : 'nothing-loosen';
}

/** No picture fits all the filters: which of them to leave out. */
function notFound(gallery: GalleryData, data: ScreenData, t: Say): Screen {
  const undo = undoRow(data, t);
  const ways = loosening(gallery, undo.length > 0 ? LOOSENING_WITH_UNDO : LOOSENING_SHOWN, t);
  const clear = button(t, 'button-clear-filters', { do: 'clearFilters' }, 'primary');
  return {
    picture: { kind: 'banner', scene: 'empty', title: t('nothing-title') },
    caption: paragraphs(
      t('nothing-caption'),
      shownWords(gallery, data.language, t),
      t(hintOf(gallery)),
    ),
    keyboard: [
      ...inRows([...ways, clear], 2),
      ...undo,
      [button(t, 'button-filters', { do: 'filters', imageId: null }), back(t)],
    ],
  };
}

/** There is no picture yet, or none any more. */
function empty({ gallery, ...data }: ScreenData, t: Say): Screen {
  const trash = gallery?.inTrash ?? { count: 0, isMore: false };
  const toTrash = t('button-trash-count', { n: brief(trash, t) });
  return {
    picture: {
      kind: 'banner',
      scene: 'empty',
      title: t('empty-title'),
      subtitle: t('empty-subtitle'),
    },
    caption: paragraphs(
      lines(t('empty-caption'), t('empty-hint')),
      trash.count > 0 && t('empty-trash-hint'),
    ),
    keyboard: [
      [button(t, 'button-create', { do: 'create' }, 'primary')],
      ...undoRow({ ...data, gallery }, t),
      ...(trash.count > 0 ? [[labelled(toTrash, { do: 'trash', imageId: null })]] : []),
      wayBack(t),
    ],
  };
}

/** Where a picture would be, if there were one. */
export const nothing = (data: ScreenData, t: Say): Screen =>
  data.gallery && activeNames(data.gallery.filter).length > 0
    ? notFound(data.gallery, data, t)
    : empty(data, t);

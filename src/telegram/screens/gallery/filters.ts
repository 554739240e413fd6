import type { FilterName } from '../../../../machines/chat/gallery/filter.ts';
import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { back, button, distinct, fitting, inRows, LABEL_CHARACTERS, labelled } from '../buttons.ts';
import { cut, lines, paragraphs } from '../captions.ts';
import type { Facets, GalleryData, ScreenData } from '../data.ts';
import type { Button, Picture, Screen } from '../screen.ts';
import { amountOf, brief } from './amounts.ts';
import { activeNames, shownWords, valueWords } from './filter-words.ts';
import { withoutFilter } from './nothing.ts';

/** Where the values of a filter that is off are chosen. */
const choosing: Readonly<Record<FilterName, Press>> = {
  words: { do: 'search' },
  kind: { do: 'pickFilter', what: 'kind' },
  look: { do: 'pickFilter', what: 'look' },
  avatarId: { do: 'pickFilter', what: 'avatar' },
  shape: { do: 'pickFilter', what: 'shape' },
  favourites: { do: 'byFavourites', on: true },
  albumId: { do: 'pickFilter', what: 'album' },
  time: { do: 'pickFilter', what: 'time' },
};

/** In the order in which they are wanted. */
const shownNames: readonly FilterName[] = [
  'look',
  'shape',
  'time',
  'avatarId',
  'albumId',
  'favourites',
  'words',
  'kind',
];

const offKeys: Readonly<Record<FilterName, string>> = {
  words: 'button-search',
  kind: 'button-filter-kind',
  look: 'button-filter-look',
  avatarId: 'button-filter-avatar',
  shape: 'button-filter-shape',
  favourites: 'button-favourites',
  albumId: 'button-filter-album',
  time: 'button-filter-time',
};

/** Whether choosing it would show anything other than now. */
function isUseful(name: FilterName, facets: Facets | null): boolean {
  if (!facets) return true;
  if (name === 'kind') return facets.kinds.length > 1;
  if (name === 'avatarId') return facets.avatars.length > 0;
  if (name === 'albumId') return facets.albums.length > 0;
  return name !== 'favourites' || facets.favourites.count > 0;
}

/** What is least missed: search and favourites are on the page of pictures. */
const spareNames: readonly FilterName[] = ['words', 'favourites', 'kind', 'albumId', 'avatarId'];

/** A keyboard holds eight buttons: with Back there is room for seven, with "clear all" for six. */
function roomFor(names: readonly FilterName[], gallery: GalleryData): readonly FilterName[] {
  const active = activeNames(gallery.filter);
  const room = active.length > 0 ? 6 : 7;
  const isOff = (name: FilterName) => !active.includes(name);
  const spare = spareNames.filter((name) => names.includes(name));
  // What is off makes room before what is on.
  const order = [...spare.filter(isOff), ...spare.filter((name) => !isOff(name))];
  const left = order.slice(0, Math.max(0, names.length - room));
  return names.filter((name) => !left.includes(name));
}

/** A filter that is on says its value, and a press takes it off. */
const onButton = (name: FilterName, gallery: GalleryData, { language }: ScreenData, t: Say) => {
  const value = valueWords(name, gallery, language, t);
  const sign = t('button-filter-on', { value: '' }).length;
  const label = t('button-filter-on', { value: cut(value, LABEL_CHARACTERS - sign - 1) });
  return labelled(label.trim(), withoutFilter(name));
};

function offButton(name: FilterName, { facets }: GalleryData, t: Say): Button {
  const plain = t(offKeys[name]);
  if (name !== 'favourites' || !facets) return labelled(plain, choosing[name]);
  const label = t('button-favourites-count', { n: brief(facets.favourites, t) });
  return labelled(fitting([label, plain]), choosing[name]);
}

const banner = (t: Say): Picture => ({
  kind: 'banner',
  scene: 'gallery',
  title: t('filters-title'),
});

/** Every filter there is, with what is chosen. */
export function filters(data: ScreenData, t: Say): Screen {
  const { gallery } = data;
  if (!gallery) return { picture: banner(t), caption: t('filters-caption'), keyboard: [[back(t)]] };
  const { card, facets, filter } = gallery;
  const active = activeNames(filter);
  const names = roomFor(
    shownNames.filter((name) => active.includes(name) || isUseful(name, facets)),
    gallery,
  );
  const buttons = names.map((name) =>
    active.includes(name) ? onButton(name, gallery, data, t) : offButton(name, gallery, t),
  );
  const clear =
    active.length > 0 ? [button(t, 'button-clear-filters', { do: 'clearFilters' })] : [];
  return {
    picture: card ? { kind: 'image', imageId: card.imageId } : banner(t),
    caption: paragraphs(
      t('filters-caption'),
      lines(
        shownWords(gallery, data.language, t),
        card ? t('filters-found', { total: amountOf(card.total, t) }) : t('filters-none'),
      ),
      lines(t('filters-hint'), active.length > 0 && t('filters-off-hint')),
    ),
    keyboard: inRows([...distinct(buttons, t), ...clear, back(t)], 2),
  };
}

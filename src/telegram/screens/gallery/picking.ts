import type { Picking } from '../../../../machines/chat/types.ts';
import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { back, button, distinct, inRows, LABEL_CHARACTERS, option, type Row } from '../buttons.ts';
import { capitalised, cut, lines, paragraphs, shapeWords } from '../captions.ts';
import type { Capped, Facets, GalleryData, ScreenData } from '../data.ts';
import type { Button, Screen } from '../screen.ts';
import { brief } from './amounts.ts';
import { activeNames, briefTime, shownWords } from './filter-words.ts';

/** A value to filter by; pressed while it is chosen, it is taken off. */
interface Value {
  readonly title: string;
  readonly n: Capped | null;
  readonly chosen: boolean;
  readonly press: Press;
}

const kindsOf = (facets: Facets, { filter }: GalleryData, t: Say): readonly Value[] =>
  facets.kinds.map(({ kind, n }) => {
    const chosen = filter.kind === kind;
    const press = { do: 'byKind', kind: chosen ? null : kind } as const;
    return { title: t(`kind-${kind}`), n, chosen, press };
  });

const looksOf = (facets: Facets, { filter }: GalleryData, t: Say): readonly Value[] =>
  facets.looks.map(({ look, titleKey, n }) => {
    const chosen = filter.look === look;
    const press = { do: 'byLook', look: chosen ? null : look } as const;
    return { title: t(titleKey), n, chosen, press };
  });

const avatarsOf = (facets: Facets, { filter }: GalleryData): readonly Value[] =>
  facets.avatars.map(({ avatarId, name, n }) => {
    const chosen = filter.avatarId === avatarId;
    const press = { do: 'byAvatar', avatarId: chosen ? null : avatarId } as const;
    return { title: name.trim() || '🙂', n, chosen, press };
  });

const shapesOf = (facets: Facets, { filter }: GalleryData, t: Say): readonly Value[] =>
  facets.shapes.map(({ shape, n }) => {
    const chosen = filter.shape === shape;
    const press = { do: 'byShape', shape: chosen ? null : shape } as const;
    return { title: shapeWords(t, shape), n, chosen, press };
  });

const albumsOf = (facets: Facets, { filter }: GalleryData): readonly Value[] =>
  facets.albums.map(({ albumId, title, n }) => {
    const chosen = filter.albumId === albumId;
    const press = { do: 'byAlbum', albumId: chosen ? null : albumId } as const;
    return { title: title.trim() || '📁', n, chosen, press };
  });

function timesOf(
  facets: Facets,
  { filter: { time } }: GalleryData,
  { language }: ScreenData,
  t: Say,
): readonly Value[] {
  const last = time && 'last' in time ? time.last : null;
  const times = facets.times.map((each): Value => {
    const chosen = each.last === last;
    const press = { do: 'byTime', last: chosen ? null : each.last } as const;
    return { title: capitalised(t(`time-${each.last}`)), n: each.n, chosen, press };
  });
  if (!time || 'last' in time) return times;
  const press = { do: 'byTime', last: null } as const;
  return [...times, { title: briefTime(time, language, t), n: null, chosen: true, press }];
}

/** With its count if there is room; whatever is too long is cut. */
function labelOf({ title, n, chosen }: Value, t: Say): string {
  const room = LABEL_CHARACTERS - (chosen ? t('button-chosen', { choice: '' }).length + 1 : 0);
  const label = n ? t('button-value', { value: title, n: brief(n, t) }) : title;
  return label.length <= room ? label : cut(title, room);
}

/** A keyboard holds eight buttons, and Back. */
const VALUES_SHOWN = 7;

/** What would show nothing is left out; what is chosen never is, since it may be taken off. */
function offered(values: readonly Value[], room: number): readonly Value[] {
  const useful = values.filter(({ n, chosen }) => chosen || !n || n.count > 0);
  const shown = useful.slice(0, room);
  const chosen = useful.find((value) => value.chosen);
  return !chosen || shown.includes(chosen) ? shown : [...shown.slice(0, -1), chosen];
}

const questionKeys: Readonly<Record<Picking, string>> = {
  kind: 'pick-kind',
  look: 'pick-filter-look',
  avatar: 'pick-filter-avatar',
  shape: 'pick-filter-shape',
  album: 'pick-album',
  time: 'pick-time',
};

function valuesOf(what: Picking, gallery: GalleryData, data: ScreenData, t: Say) {
  const { facets } = gallery;
  if (!facets) return [];
  const read: Readonly<Record<Picking, () => readonly Value[]>> = {
    kind: () => kindsOf(facets, gallery, t),
    look: () => looksOf(facets, gallery, t),
    avatar: () => avatarsOf(facets, gallery),
    shape: () => shapesOf(facets, gallery, t),
    album: () => albumsOf(facets, gallery),
    time: () => timesOf(facets, gallery, data, t),
  };
  return read[what]();
}

/** The values of one filter, each with how many pictures it would show. */
export function picking(data: ScreenData, t: Say): Screen {
  const { gallery, context } = data;
  const what = context.gallery.picking;
  const more: readonly Button[] =
    what === 'time'
      ? [button(t, 'button-calendar', { do: 'calendar', month: null, from: null })]
      : [];
  const values = gallery ? valuesOf(what, gallery, data, t) : [];
  const shown = offered(values, VALUES_SHOWN - more.length);
  const choices = shown.map((value) => option(t, labelOf(value, t), value.chosen, value.press));
  const isNarrowed = gallery !== null && activeNames(gallery.filter).length > 0;
  const isNothingLeft = shown.length === 0 && isNarrowed;
  const clear = isNothingLeft ? [button(t, 'button-clear-filters', { do: 'clearFilters' })] : [];
  const rows: readonly Row[] = inRows([...distinct(choices, t), ...more, ...clear, back(t)], 2);
  return {
    picture: { kind: 'banner', scene: 'gallery', title: t(`${questionKeys[what]}-title`) },
    caption: paragraphs(
      lines(t(`${questionKeys[what]}-caption`), gallery && shownWords(gallery, data.language, t)),
      lines(
        shown.length > 0 && t('pick-filter-hint'),
        shown.length === 0 && t(isNothingLeft ? 'pick-filter-none-left' : 'pick-filter-none'),
        shown.some(({ chosen }) => chosen) && t('pick-filter-chosen'),
      ),
    ),
    keyboard: rows,
  };
}

import { albumOf, albumsOf, albumsWith } from '../../../db/albums.ts';
import { avatarOf } from '../../../db/avatars.ts';
import type { Handle } from '../../../db/open.ts';
import type { Person } from '../../../db/schema.ts';
import { statisticsOf } from '../../../db/statistics.ts';
import { countTrash } from '../../../db/trash.ts';
import { filterAt, imageAt } from '../../../machines/chat/gallery/spot.ts';
import type { ChatContext, Shape } from '../../../machines/chat/types.ts';
import type { View } from '../../../machines/chat/views.ts';
import type { Album, GalleryData, Statistics } from '../../telegram/screens/data.ts';
import { timeZoneOf } from '../locale-of.ts';
import { lookTitle } from '../looks.ts';
import { loadCalendar } from './calendar.ts';
import { type LoadedCard, loadCard, loadDetails } from './card.ts';
import { loadLoosen, loadOverview, loadValues } from './facets.ts';
import { loadGrid } from './grid.ts';
import { type Sight, VALUE_CAP } from './sight.ts';
import { busiestDay, foldDays, foldMonths } from './statistics.ts';
import { loadTrash } from './trash.ts';

export interface LoadGalleryNeeds {
  readonly db: Handle;
  readonly now: () => number;
}

export interface LoadedGallery {
  readonly data: GalleryData;
  /** The card that is opened; null: another screen, or nothing to show. */
  readonly opened: LoadedCard | null;
}

type GalleryView = Extract<View, `gallery.${string}`>;

/** What one view shows beside the filter. */
type Part = Partial<GalleryData> & { readonly opened?: LoadedCard };

type Load = (sight: Sight, context: ChatContext) => Promise<Part>;

export const isGallery = (view: View): view is GalleryView => view.startsWith('gallery.');

const inTrash = async ({ db, personId }: Sight) => countTrash(db, personId, VALUE_CAP);

/** Nothing to show: what hides it, and whether something lies in the trash. */
const emptiness = async (sight: Sight): Promise<Part> => ({
  loosen: await loadLoosen(sight),
  inTrash: await inTrash(sight),
});

const card: Load = async (sight, context) => {
  const opened = await loadCard(sight, imageAt(context));
  return opened ? { card: opened.card, opened } : emptiness(sight);
};

const details: Load = async (sight, context) => {
  const opened = await loadCard(sight, imageAt(context));
  return opened ? { ...(await loadDetails(sight.db, opened)), opened } : emptiness(sight);
};

const grid: Load = async (sight, context) => {
  const page = await loadGrid(sight, imageAt(context), context.gallery.marked);
  return page ? { grid: page, inTrash: await inTrash(sight) } : emptiness(sight);
};

/** The list of filters stands below the image that they show. */
const filters: Load = async (sight, context) => ({
  facets: await loadOverview(sight),
  ...(await card(sight, context)),
});

const picking: Load = async (sight, { gallery }) => ({
  facets: await loadValues(sight, gallery.picking),
});

const calendar: Load = async (sight, { gallery }) => ({
  calendar: await loadCalendar(sight, gallery),
});

async function albumList(
  { db, personId }: Sight,
  imageIds: readonly string[],
): Promise<readonly Album[]> {
  const having = imageIds.length > 0 ? await albumsWith(db, personId, imageIds) : [];
  const all = await albumsOf(db, personId);
  return all.map(({ id, title, n }) => ({ albumId: id, title, n, isIn: having.includes(id) }));
}

const albums: Load = async (sight) => ({ albums: await albumList(sight, []) });

const adding: Load = async (sight, { gallery }) => ({
  albums: await albumList(sight, gallery.adding),
});

/** The album at hand, where none is filtered by. */
const album: Load = async ({ db, personId }, { place, gallery }) => {
  const albumId = place.at === 'album' ? place.albumId : gallery.albumId;
  return { album: albumId === null ? null : await albumNamed(db, personId, albumId) };
};

async function albumNamed(
  db: Handle,
  personId: string,
  albumId: string,
): Promise<GalleryData['album']> {
  const found = await albumOf(db, personId, albumId);
  return found ? { albumId, title: found.title, n: found.n } : null;
}

/** Null: it is deleted; its pictures may have stayed. */
async function avatarNamed(
  db: Handle,
  personId: string,
  avatarId: string,
): Promise<GalleryData['avatar']> {
  const found = await avatarOf(db, personId, avatarId);
  return found ? { avatarId, name: found.name } : null;
}

const trash: Load = async (sight, { place }) => {
  const found = await loadTrash(sight, place.at === 'trash' ? place.imageId : null);
  return found ? { trash: found, inTrash: found.total } : {};
};

const statistics: Load = async ({ db, personId, wall }) => {
  const { quarters, looks, shapes, ...told } = await statisticsOf(db, personId);
  const days = foldDays(quarters, wall);
  const counted: Statistics = {
    ...told,
    looks: looks.map(({ look, n }) => ({ look, titleKey: lookTitle(look), n })),
    // Guarantee: rows are written from a parsed draft only.
    shapes: shapes.map(({ shape, n }) => ({ shape: shape as Shape, n })),
    months: foldMonths(days, wall),
    busiestDay: busiestDay(days),
  };
  return { statistics: counted };
};

/** Where only words are asked for. */
const nothing: Load = async () => ({});

/** What each view asks for, and nothing else. */
const loads: Readonly<Record<GalleryView, Load>> = {
  'gallery.card': card,
  'gallery.deleting': card,
  'gallery.details': details,
  'gallery.grid': grid,
  'gallery.marking': grid,
  'gallery.deletingMarked': grid,
  'gallery.filters': filters,
  'gallery.picking': picking,
  'gallery.calendar': calendar,
  'gallery.search': nothing,
  'gallery.albums': albums,
  'gallery.album': album,
  'gallery.naming': album,
  'gallery.dissolving': album,
  'gallery.adding': adding,
  'gallery.trash': trash,
  'gallery.purging': trash,
  'gallery.emptying': trash,
  'gallery.statistics': statistics,
  'gallery.edits': card,
};

const blank: Omit<GalleryData, 'filter' | 'lookTitleKey'> = {
  album: null,
  avatar: null,
  card: null,
  details: null,
  grid: null,
  facets: null,
  calendar: null,
  albums: null,
  trash: null,
  statistics: null,
  inTrash: { count: 0, isMore: false },
  loosen: [],
};

/** Loads what a screen of the gallery shows. */
export function createLoadGallery({ db, now }: LoadGalleryNeeds) {
  return async (
    person: Person,
    view: GalleryView,
    context: ChatContext,
  ): Promise<LoadedGallery> => {
    const filter = filterAt(context);
    const wall = { timeZone: timeZoneOf(person), now: now() };
    const sight: Sight = { db, personId: person.id, filter, wall };
    const { opened = null, ...shown } = await loads[view](sight, context);
    const { look, albumId, avatarId } = filter;
    return {
      data: {
        ...blank,
        filter,
        lookTitleKey: look === undefined ? null : lookTitle(look),
        ...(albumId !== undefined && { album: await albumNamed(db, person.id, albumId) }),
        ...(avatarId !== undefined && { avatar: await avatarNamed(db, person.id, avatarId) }),
        ...shown,
      },
      opened,
    };
  };
}

export type LoadGallery = ReturnType<typeof createLoadGallery>;

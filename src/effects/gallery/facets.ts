import { albumsOf } from '../../../db/albums.ts';
import { avatarsOf } from '../../../db/avatars.ts';
import {
  activeNames,
  changed,
  type FilterChange,
  type FilterName,
  isSameFilter,
} from '../../../machines/chat/gallery/filter.ts';
import type { Picking } from '../../../machines/chat/types.ts';
import { MODELS } from '../../fal/catalogue.ts';
import type { Capped, Facets } from '../../telegram/screens/data.ts';
import { lookTitle } from '../looks.ts';
import { countEach, queryOf, type Sight } from './sight.ts';

export const noFacets: Facets = {
  avatars: [],
  kinds: [],
  looks: [],
  shapes: [],
  albums: [],
  favourites: { count: 0, isMore: false },
  times: [],
};

const KINDS = ['described', 'avatar'] as const;
const SHAPES = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
const LAST = ['today', 'yesterday', 'week', 'month'] as const;

/** One value of a filter, and the change that chooses it. */
interface Value<Of> {
  readonly of: Of;
  readonly change: FilterChange;
}

/** How many each change would show, asked at once. */
const countAll = (sight: Sight, changes: readonly FilterChange[]): Promise<readonly Capped[]> =>
  countEach(
    sight,
    changes.map((change) => queryOf(sight, change)),
  );

/** Values that show something, and the one that is chosen whatever it shows. */
async function counted<Of>(
  sight: Sight,
  values: readonly Value<Of>[],
): Promise<readonly (Of & { readonly n: Capped })[]> {
  const counts = await countAll(
    sight,
    values.map(({ change }) => change),
  );
  return values.flatMap(({ of, change }, at) => {
    const n = counts[at];
    const isChosen = isSameFilter(changed(sight.filter, change), sight.filter);
    return n && (n.count > 0 || isChosen) ? [{ ...of, n }] : [];
  });
}

const kinds = (sight: Sight) =>
  counted(
    sight,
    KINDS.map((kind) => ({ of: { kind }, change: { kind } })),
  );

const shapes = (sight: Sight) =>
  counted(
    sight,
    SHAPES.map((shape) => ({ of: { shape }, change: { shape } })),
  );

const times = (sight: Sight) =>
  counted(
    sight,
    LAST.map((last) => ({ of: { last }, change: { time: { last } } })),
  );

/** Looks that the catalogue no longer has are counted while one of them is chosen. */
const looks = (sight: Sight) => {
  const ids = new Set(MODELS.map(({ id }) => id));
  if (sight.filter.look !== undefined) ids.add(sight.filter.look);
  return counted(
    sight,
    [...ids].map((look) => ({
      of: { look, titleKey: lookTitle(look) },
      change: { look },
    })),
  );
};

const albums = async (sight: Sight) => {
  const all = await albumsOf(sight.db, sight.personId);
  return counted(
    sight,
    all.map(({ id: albumId, title }) => ({ of: { albumId, title }, change: { albumId } })),
  );
};

/** One that is deleted is counted while it is chosen; then it has no name. */
const avatars = async (sight: Sight) => {
  const all = await avatarsOf(sight.db, sight.personId);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const chosen = sight.filter.avatarId;
  if (chosen !== undefined && !names.has(chosen)) names.set(chosen, '');
  return counted(
    sight,
    [...names].map(([avatarId, name]) => ({ of: { avatarId, name }, change: { avatarId } })),
  );
};

/** The values of one filter. */
export async function loadValues(sight: Sight, picking: Picking): Promise<Facets> {
  switch (picking) {
    case 'kind':
      return { ...noFacets, kinds: await kinds(sight) };
    case 'look':
      return { ...noFacets, looks: await looks(sight) };
    case 'avatar':
      return { ...noFacets, avatars: await avatars(sight) };
    case 'shape':
      return { ...noFacets, shapes: await shapes(sight) };
    case 'album':
      return { ...noFacets, albums: await albums(sight) };
    case 'time':
      return { ...noFacets, times: await times(sight) };
  }
}

/** What the list of filters tells: how many favourites, which kinds and avatars, and whether there are albums. */
export async function loadOverview(sight: Sight): Promise<Facets> {
  const [favourites = noFacets.favourites] = await countAll(sight, [{ favourites: true }]);
  const all = await albumsOf(sight.db, sight.personId);
  return {
    ...noFacets,
    favourites,
    kinds: await kinds(sight),
    avatars: await avatars(sight),
    albums: all.map(({ id: albumId, title, n }) => ({ albumId, title, n })),
  };
}

/** Where nothing is shown: which filters hide something, with how much would be shown without. */
export async function loadLoosen(
  sight: Sight,
): Promise<readonly { readonly name: FilterName; readonly n: Capped }[]> {
  const names = activeNames(sight.filter);
  if (names.length === 0) return [];
  const counts = await countAll(
    sight,
    names.map((name) => ({ [name]: null })),
  );
  return names.flatMap((name, at) => {
    const n = counts[at];
    return n && n.count > 0 ? [{ name, n }] : [];
  });
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { nameAlbum, putInAlbum } from '../../db/albums.ts';
import {
  cardAt,
  countUpTo,
  type GalleryQuery,
  newestBefore,
  oldestSince,
  pageAt,
  wordsOf,
} from '../../db/gallery.ts';
import { setFavourite } from '../../db/images.ts';
import { checkInvariants } from '../../db/invariants.ts';
import type { Db } from '../../db/open.ts';
import { purgeImage, restoreImages, trashAt, trashImages } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START, somebody, started, storedPictures } from './people-with-coins.ts';
import { insertReadyAvatar } from './ready-avatar.ts';

/** An image as plain data. */
type Plain = {
  id: string;
  owner: number;
  key: number;
  at: number;
  look: string;
  shape: string;
  avatarId: string | null;
  description: string;
  favourite: boolean;
  /** When it was trashed, by the model's clock. */
  trashed: number | null;
  deleted: boolean;
  albums: Set<string>;
};

const LOOKS = ['a', 'b'];
const SHAPES = ['1:1', '3:4'];
/** By place: each person has two. */
const AVATARS = [0, 1];
const DESCRIPTIONS = ['Рыжий кот', 'рыжая Ёлка', 'котёл и кот', 'Red cat, 2 hats', 'catfish'];
const SEARCHES = ['', 'кот', 'РЫЖ', 'елк', 'кот рыж', 'cat', 'red "cat" OR *', 'dog', '2 h'];

const query = fc.record(
  {
    kind: fc.constantFrom('described' as const, 'avatar' as const),
    avatar: fc.constantFrom(...AVATARS),
    look: fc.constantFrom(...LOOKS),
    shape: fc.constantFrom(...SHAPES),
    favourites: fc.constant(true as const),
    album: fc.nat(1),
    from: fc.nat(30),
    until: fc.nat(30),
    search: fc.constantFrom(...SEARCHES),
  },
  { requiredKeys: [] },
);

type Asked = {
  kind?: 'described' | 'avatar';
  avatar?: number;
  look?: string;
  shape?: string;
  favourites?: true;
  album?: number;
  from?: number;
  until?: number;
  search?: string;
};

const owner = fc.nat(1);
const nth = fc.nat(40);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('insert' as const),
      owner,
      at: fc.nat(30),
      count: fc.integer({ min: 1, max: 3 }),
      look: fc.constantFrom(...LOOKS),
      shape: fc.constantFrom(...SHAPES),
      avatar: fc.option(fc.constantFrom(...AVATARS)),
      description: fc.constantFrom(...DESCRIPTIONS),
    }),
  },
  fc.record({ do: fc.constant('favourite' as const), owner, nth, on: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('trash' as const, 'restore' as const, 'purge' as const),
      owner,
      nth,
    }),
  },
  fc.record({
    do: fc.constant('album' as const),
    owner,
    nth,
    album: fc.nat(1),
    added: fc.boolean(),
  }),
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('look' as const), owner, nth: fc.option(nth), query }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Avatars as if they had been trained. */
async function readyAvatars(db: Db, personId: string): Promise<string[]> {
  const ids = AVATARS.map(() => newId());
  for (const id of ids) await insertReadyAvatar(db, { id, personId });
  return ids;
}

const avatarOf = ({ avatars }: Pick<World, 'avatars'>, owner: number, nth: number): string =>
  avatars[owner]?.[nth] ?? '';

/** Two people with two albums and two avatars each, and what the model knows of them. */
async function createWorld(db: Db) {
  const people = [await somebody(db), await somebody(db)].map(({ id }) => id);
  const albums = await Promise.all(
    people.map(async (personId) => {
      const ids: string[] = [];
      for (const title of ['One', 'Two']) {
        const naming = { personId, albumId: null, title, imageIds: [], now: START, newId };
        const named = await nameAlbum(db.kysely, { ...naming, request: newId() });
        assert.ok(named.kind === 'named');
        ids.push(named.albumId);
      }
      return ids;
    }),
  );
  const avatars = await Promise.all(people.map((personId) => readyAvatars(db, personId)));
  return { db, people, albums, avatars, images: [] as Plain[], clock: 0 };
}

type World = Awaited<ReturnType<typeof createWorld>>;

async function insert(world: World, made: Extract<Step, { do: 'insert' }>) {
  const { db, people, images } = world;
  const { look, shape, description, count } = made;
  const avatarId = made.avatar === null ? null : avatarOf(world, made.owner, made.avatar);
  const order = { unitPrice: 0, model: look, shape, avatarId, description, count };
  const generation = await started(db, people[made.owner] ?? '', order);
  const ids = await storedPictures(db, generation, count, START + made.at);
  for (const id of ids) {
    const row = await db.kysely
      .selectFrom('images')
      .select(['sort_key', 'created_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    images.push({
      id,
      owner: made.owner,
      key: row.sort_key,
      at: row.created_at,
      look,
      shape,
      avatarId,
      description,
      favourite: false,
      trashed: null,
      deleted: false,
      albums: new Set(),
    });
  }
}

/** Any image that ever was, of whoever. */
const pick = ({ images }: World, nth: number) => images[nth % Math.max(images.length, 1)];

async function act(world: World, done: Step): Promise<void> {
  const { db, people, albums } = world;
  const db_ = db.kysely;
  const personId = people[done.owner] ?? '';
  if (done.do === 'insert') return insert(world, done);
  if (done.do === 'look') return look(world, done);
  const image = pick(world, done.nth);
  if (!image) return;
  const now = START + ++world.clock;
  const isTheirs = image.owner === done.owner && !image.deleted;
  if (done.do === 'favourite') {
    const changed = await setFavourite(db_, personId, [image.id], done.on, now);
    const isChanged = isTheirs && image.trashed === null;
    assert.equal(changed.length, isChanged ? 1 : 0);
    if (isChanged) image.favourite = done.on;
  }
  if (done.do === 'trash') {
    const moved = await trashImages(db_, personId, [image.id], now);
    const isMoved = isTheirs && image.trashed === null;
    assert.equal(moved.length, isMoved ? 1 : 0);
    if (isMoved) image.trashed = now;
  }
  if (done.do === 'restore') {
    const moved = await restoreImages(db_, personId, [image.id]);
    const isMoved = isTheirs && image.trashed !== null;
    assert.equal(moved.length, isMoved ? 1 : 0);
    if (isMoved) image.trashed = null;
  }
  if (done.do === 'purge') {
    const purged = await purgeImage(db_, personId, image.id, now);
    const isPurged = isTheirs && image.trashed !== null;
    assert.equal(purged?.id, isPurged ? image.id : undefined);
    if (isPurged) image.deleted = true;
  }
  if (done.do === 'album') {
    const albumId = albums[done.owner]?.[done.album] ?? '';
    await putInAlbum(db_, personId, albumId, [image.id], done.added);
    if (isTheirs && done.added && image.trashed === null) image.albums.add(albumId);
    if (isTheirs && !done.added) image.albums.delete(albumId);
  }
}

const hasWords = (image: Plain, words: readonly string[]) => {
  const own = wordsOf(image.description);
  return words.every((word) => own.some((one) => one.startsWith(word)));
};

const isShown = (image: Plain, owner: number, query: GalleryQuery) =>
  image.owner === owner &&
  image.trashed === null &&
  (query.kind === undefined || (query.kind === 'avatar') === (image.avatarId !== null)) &&
  (query.avatarId === undefined || image.avatarId === query.avatarId) &&
  (query.look === undefined || image.look === query.look) &&
  (query.shape === undefined || image.shape === query.shape) &&
  (!query.favourites || image.favourite) &&
  (query.albumId === undefined || image.albums.has(query.albumId)) &&
  (query.from === undefined || image.at >= query.from) &&
  (query.until === undefined || image.at < query.until) &&
  hasWords(image, query.words ?? []);

const asQuery = (
  world: World,
  owner: number,
  { album, avatar, from, until, search, ...rest }: Asked,
) => ({
  ...rest,
  ...(avatar !== undefined && { avatarId: avatarOf(world, owner, avatar) }),
  ...(album !== undefined && { albumId: world.albums[owner]?.[album] ?? '' }),
  ...(from !== undefined && { from: START + from }),
  ...(until !== undefined && { until: START + until }),
  ...(search !== undefined && { words: wordsOf(search) }),
});

const PAGE = 3;

/** Where a spot leads among what is shown, newest first. */
function placeOf(shown: readonly Plain[], spot: Plain | undefined): number {
  if (!spot) return 0;
  const older = shown.findIndex((image) => image.key <= spot.key);
  return older === -1 ? shown.length - 1 : older;
}

async function look(world: World, asked: Extract<Step, { do: 'look' }>) {
  const { db, people, images } = world;
  const { kysely } = db;
  const personId = people[asked.owner] ?? '';
  const query: GalleryQuery = asQuery(world, asked.owner, asked.query as Asked);
  const shown = images
    .filter((image) => isShown(image, asked.owner, query))
    .sort((a, b) => b.key - a.key);
  const named = asked.nth === null ? undefined : pick(world, asked.nth);
  const place = placeOf(shown, named?.owner === asked.owner ? named : undefined);
  const total = { count: shown.length, isMore: false };
  const idAt = (n: number) => shown[n]?.id ?? null;

  const card = await cardAt(kysely, personId, query, named?.id ?? null);
  assert.deepEqual(
    card && {
      id: card.image.id,
      description: card.generation.description,
      around: [card.newerId, card.olderId],
      index: card.index,
      total: card.total,
    },
    shown[place] && {
      id: shown[place].id,
      description: shown[place].description,
      around: [idAt(place - 1), idAt(place + 1)],
      index: place + 1,
      total,
    },
  );
  const page = await pageAt(kysely, personId, query, named?.id ?? null, PAGE);
  const first = place - (place % PAGE);
  assert.deepEqual(
    page && { ...page, images: page.images.map((image) => image.id) },
    shown[place] && {
      images: shown.slice(first, first + PAGE).map((image) => image.id),
      first: first + 1,
      newerId: idAt(first - 1),
      olderId: idAt(first + PAGE),
      total,
    },
  );
  const capped = { count: Math.min(2, shown.length), isMore: shown.length > 2 };
  assert.deepEqual(await countUpTo(kysely, personId, query, 2), capped);
  const at = START + 15;
  const before = shown.find((image) => image.at < at)?.at ?? null;
  const since = shown.findLast((image) => image.at >= at)?.at ?? null;
  assert.equal(await newestBefore(kysely, personId, query, at), before);
  assert.equal(await oldestSince(kysely, personId, query, at), since);
  await lookIntoTrash(world, asked.owner, named);
}

const byTrashed = (a: Plain, b: Plain) => (b.trashed ?? 0) - (a.trashed ?? 0) || b.key - a.key;

async function lookIntoTrash(world: World, owner: number, named: Plain | undefined) {
  const trash = world.images
    .filter((image) => image.owner === owner && image.trashed !== null && !image.deleted)
    .sort(byTrashed);
  const spot = named?.owner === owner && named.trashed !== null ? named : undefined;
  const older = spot ? trash.findIndex((image) => byTrashed(spot, image) <= 0) : 0;
  const place = older === -1 ? trash.length - 1 : older;
  const card = await trashAt(world.db.kysely, world.people[owner] ?? '', named?.id ?? null);
  assert.deepEqual(
    card && [card.image.id, card.newerId, card.olderId, card.index, card.total.count],
    trash[place] && [
      trash[place].id,
      trash[place - 1]?.id ?? null,
      trash[place + 1]?.id ?? null,
      place + 1,
      trash.length,
    ],
  );
}

eachDatabase('the gallery and its model', (open) => {
  it('show the same, whatever happened before', async () => {
    const db = await open();
    const histories = fc.array(step, { minLength: 8, maxLength: 30, size: 'max' });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const world = await createWorld(db);
        for (const one of history) await act(world, one);
      }),
      { numRuns: 30 },
    );
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });
});

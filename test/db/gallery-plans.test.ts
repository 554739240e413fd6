import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { albumsWith, albumTitlesOf } from '../../db/albums.ts';
import {
  avatarAt,
  countPhotos,
  lastAttempt,
  lastTraining,
  readyAvatarsOf,
} from '../../db/avatar-cards.ts';
import {
  cardAt,
  countUpTo,
  type GalleryQuery,
  newestBefore,
  oldestSince,
  pageAt,
} from '../../db/gallery.ts';
import { countMissing, imagesByIds, missingImages } from '../../db/images.ts';
import type { Db, DialectName, Handle } from '../../db/open.ts';
import { dueForPurge, trashAt } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import { somebodyWithMany } from './gallery-of-many.ts';
import { START, somebody } from './people-with-coins.ts';

/** Runs what is asked and tells how the database carried each statement out. */
async function plansOf(db: Db, ask: (db: Handle) => Promise<unknown>): Promise<string> {
  const asked: CompiledQuery[] = [];
  const spy = new Proxy(db.kysely, {
    get(target, name) {
      if (name === 'executeQuery')
        return (query: CompiledQuery) => {
          asked.push(query);
          return target.executeQuery(query);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await ask(spy);
  const plans = await Promise.all(asked.map((query) => explain(db, query)));
  return plans.join('\n');
}

/** As `plansOf`, for statements that are built anew each time. */
async function plansOfBuilt(db: Db, ask: (db: Handle) => Promise<unknown>): Promise<string> {
  const asked: CompiledQuery[] = [];
  const noting: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      asked.push(db.kysely.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.kysely.withPlugin(noting));
  const plans = await Promise.all(asked.map((query) => explain(db, query)));
  return plans.join('\n');
}

const explaining: Record<DialectName, string> = {
  sqlite: 'explain query plan ',
  postgres: 'explain ',
};

async function explain(db: Db, query: CompiledQuery): Promise<string> {
  const statement = { ...query, sql: explaining[db.dialect] + query.sql };
  const { rows } = await db.kysely.executeQuery<Record<string, unknown>>(statement);
  return rows.map((row) => row['detail'] ?? row['QUERY PLAN']).join('\n');
}

/** Reading a table from end to end. Small tables (albums) may be, and what a `with` made. */
const scans: Record<DialectName, RegExp> = {
  sqlite: /SCAN (i|a|g|images|album_images|generations)\b/,
  postgres: /Seq Scan on (images|album_images|image_words|generations)\b/,
};

type Indexes = Record<DialectName, RegExp>;

const both = (index: string): Indexes => {
  const named = new RegExp(`\\b${index}\\b`);
  return { sqlite: named, postgres: named };
};

/** FTS5's own notation for a search that gives rows in their order. */
const wordIndex = (postgres: string): Indexes => ({
  sqlite: /w VIRTUAL TABLE INDEX \d+:.*M/,
  postgres: new RegExp(`\\b${postgres}\\b`),
});

const MANY = 3000;

const queries: ReadonlyArray<[name: string, query: GalleryQuery, index: Indexes]> = [
  ['everything', {}, both('images_gallery')],
  ['a look', { look: 'm1' }, both('images_by_look')],
  ['a shape', { shape: '3:4' }, both('images_by_shape')],
  ['a look and a shape', { look: 'm1', shape: '3:4' }, both('images_by_look_and_shape')],
  ['favourites', { favourites: true }, both('images_favourites')],
  ['favourites of a look', { favourites: true, look: 'm0' }, both('images_favourites_by_look')],
  ['favourites of a shape', { favourites: true, shape: '1:1' }, both('images_favourites_by_shape')],
  ['avatars', { kind: 'avatar' }, both('images_with_avatar')],
  ['one avatar', { avatarId: 'avatar0' }, both('images_of_avatar')],
  [
    'one avatar in a shape',
    { avatarId: 'avatar0', shape: '1:1' },
    both('images_of_avatar_by_shape'),
  ],
  [
    'favourites of one avatar',
    { avatarId: 'avatar0', favourites: true },
    both('images_favourites_of_avatar'),
  ],
  [
    'a word and an avatar',
    { words: ['rare'], avatarId: 'avatar0' },
    wordIndex('image_words_by_word'),
  ],
  ['an album', { albumId: 'album-one' }, both('album_images_shown')],
  ['a time', { from: START, until: START + 3_600_000 }, both('images_gallery')],
  ['a common word', { words: ['comm'] }, wordIndex('image_words_of_person')],
  ['a rare word', { words: ['rar'] }, wordIndex('image_words_by_word')],
  ['a word and a look', { words: ['rare'], look: 'm0' }, wordIndex('image_words_by_word')],
];

eachDatabase('the plan', (open, dialect) => {
  it('of every query follows its index, and scans nothing', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', MANY);
    await somebodyWithMany(db, 'other', MANY);
    const spot = `one-${MANY / 2}`;
    for (const [name, query, index] of queries) {
      const asks: Array<[string, (db: Handle) => Promise<unknown>]> = [
        ['card', (db) => cardAt(db, personId, query, spot)],
        ['page', (db) => pageAt(db, personId, query, spot, 9)],
        ['count', (db) => countUpTo(db, personId, query, 99)],
        ['newest before', (db) => newestBefore(db, personId, query, START + 60_000_000)],
        ['oldest since', (db) => oldestSince(db, personId, query, START + 60_000_000)],
      ];
      for (const [what, ask] of asks) {
        const plan = await plansOf(db, ask);
        assert.doesNotMatch(plan, scans[dialect], `${what} of ${name} scans:\n${plan}`);
        if (what === 'card') assert.match(plan, index[dialect], `${what} of ${name}:\n${plan}`);
      }
    }
  });

  it('of albums, pages and lost files follows its indexes', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', MANY);
    await somebodyWithMany(db, 'other', MANY);
    const some = ['one-3', 'one-6', 'one-9'];
    const asks: Array<[string, (db: Handle) => Promise<unknown>, RegExp]> = [
      ['albums of images', (db) => albumsWith(db, personId, some), /album_images_by_image/],
      ['albums of an image', (db) => albumTitlesOf(db, 'one-3'), /album_images_by_image/],
      ['lost files', (db) => missingImages(db, 100), /images_missing/],
      ['how many are lost', countMissing, /images_missing/],
      ['a page’s pictures', (db) => imagesByIds(db, some), /images_pkey|sqlite_autoindex_images/],
    ];
    for (const [what, ask, index] of asks) {
      const plan = await plansOfBuilt(db, ask);
      assert.doesNotMatch(plan, scans[dialect], `${what} scans:\n${plan}`);
      assert.match(plan, index, `${what}:\n${plan}`);
    }
  });

  it('of avatars, their photos and trainings follows their indexes', async () => {
    // PostgreSQL reads tables as small as these from end to end, and is right to.
    if (dialect !== 'sqlite') return;
    const db = await open();
    const { id: personId } = await somebody(db);
    const asks: Array<[string, (db: Handle) => Promise<unknown>, RegExp]> = [
      ['a card', (db) => avatarAt(db, personId, null, null), /avatars_of_person/],
      ['those ready', (db) => readyAvatarsOf(db, personId, null), /avatars_of_person/],
      ['photos kept', (db) => countPhotos(db, 'avatar'), /avatar_photos_in_order|autoindex/],
      ['the last training', (db) => lastTraining(db, 'avatar'), /autoindex_trainings/],
      ['the last attempt', (db) => lastAttempt(db, 'training'), /autoindex_attempts/],
    ];
    for (const [what, ask, index] of asks) {
      const plan = await plansOfBuilt(db, ask);
      assert.doesNotMatch(plan, /SCAN|TEMP B-TREE/, `${what} scans:\n${plan}`);
      assert.match(plan, index, `${what}:\n${plan}`);
    }
  });

  it('of the trash follows its indexes', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', MANY);
    await db.kysely
      .updateTable('images')
      .set((eb) => ({ trashed_at: eb.ref('created_at') }))
      .execute();
    if (dialect === 'postgres') await sql`analyze`.execute(db.kysely);
    const card = await plansOf(db, (db) => trashAt(db, personId, 'one-7'));
    assert.match(card, /\bimages_trash\b/, card);
    assert.doesNotMatch(card, scans[dialect], card);
    const due = await explain(db, dueForPurge(db.kysely, START, 10).compile());
    assert.match(due, /\bimages_purge\b/, due);
  });
});

import { type RawBuilder, SqliteAdapter, sql } from 'kysely';
import { slot } from './compile-once.ts';
import type { Handle } from './handle.ts';
import type { Image } from './schema.ts';
import { type Facets, findable, SCOPE_LENGTH, sought, WORD_LENGTH } from './words.ts';

/** An image of the gallery and the words it is found by. */
export type Described = Pick<Image, 'sort_key' | 'person_id' | 'model' | 'shape' | 'avatar_id'> & {
  description: string;
};

type Sought = ReturnType<typeof sought>;

/** Where the full-text indexes of SQLite (FTS5) and PostgreSQL (GIN of a tsvector) differ. */
type WordIndex = {
  /** The column that holds an image's sort key. */
  key: RawBuilder<number>;
  /** It collects all that matches, in no order. */
  isUnordered: boolean;
  /** Whether a query of one row at most finds it, asked once for each row of what leads. */
  isThere: (row: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** What says whose rows are read, beside the words sought. */
  own: readonly RawBuilder<boolean>[];
  matches: (sought: RawBuilder<unknown>) => RawBuilder<boolean>;
  /** What is sought, as the index's own language has it: letters and digits alone come in. */
  asQuery: (sought: Sought) => string;
  insert: (row: Described, words: readonly string[]) => RawBuilder<unknown>;
};

const isWhole = (word: string) => [...word].length === SCOPE_LENGTH + WORD_LENGTH;

const sqlite: WordIndex = {
  key: sql`w.rowid`,
  isUnordered: false,
  // An `exists` it may turn round, and then reads all images instead of those found.
  isThere: (row) => sql`(${row}) = 1`,
  own: [],
  matches: (sought) => sql`w.image_words match ${sought}`,
  asQuery: ({ beginnings, whole }) =>
    [
      ...whole.map((word) => `"${word}"`),
      ...beginnings.map((word) => `"${word}"${isWhole(word) ? '' : ' *'}`),
    ].join(' AND '),
  insert: ({ sort_key }, words) =>
    sql`insert into image_words (rowid, words) values (${sort_key}, ${words.join(' ')})`,
};

const postgres: WordIndex = {
  key: sql`w.sort_key`,
  isUnordered: true,
  isThere: (row) => sql`exists (${row})`,
  own: [sql`w.person_id = ${slot('person')}`],
  matches: (sought) => sql`w.words @@ ${sought}::tsquery`,
  asQuery: ({ beginnings, whole }) =>
    [
      ...whole.map((word) => `'${word}'`),
      ...beginnings.map((word) => `'${word}'${isWhole(word) ? '' : ':*'}`),
    ].join(' & '),
  insert: ({ sort_key, person_id }, words) =>
    sql`insert into image_words (sort_key, person_id, words)
      values (${sort_key}, ${person_id}, array_to_tsvector(string_to_array(${words.join(' ')}, ' ')))`,
};

/** The index of the database at hand. */
export const wordIndexOf = (db: Handle): WordIndex =>
  db.getExecutor().adapter instanceof SqliteAdapter ? sqlite : postgres;

/** What a search is for, in the language of the database at hand. */
export const searchFor = (
  db: Handle,
  personId: string,
  words: readonly string[],
  facets: Facets,
): string => wordIndexOf(db).asQuery(sought(personId, words, facets));

/** Lets images be found by the words of their descriptions. */
export async function indexWords(tx: Handle, images: readonly Described[]): Promise<void> {
  const { insert } = wordIndexOf(tx);
  for (const image of images) {
    await insert(image, findable(image.person_id, image.description, facetsOf(image))).execute(tx);
  }
}

const facetsOf = ({ model: look, shape, avatar_id: avatarId }: Described): Facets =>
  avatarId === null
    ? { look, shape, kind: 'described' }
    : { look, shape, kind: 'avatar', avatarId };

/** Nobody finds these images any more. */
export async function forgetIndexed(tx: Handle, sortKeys: readonly number[]): Promise<void> {
  if (sortKeys.length === 0) return;
  const { key } = wordIndexOf(tx);
  await sql`delete from image_words as w where ${key} in (${sql.join(sortKeys)})`.execute(tx);
}

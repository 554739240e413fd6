import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  /** A file of this repository by its path, or a package by its name. */
  readonly of: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
}

/** Without comments, in which anything may be named. */
const bare = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');

const files = ['machines', 'db', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => normalize(join(folder, name)).replaceAll('\\', '/')),
);

const sources = new Map(files.map((file) => [file, bare(readFileSync(join(root, file), 'utf8'))]));

const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm;

const importsOf = (from: string, source: string): Import[] =>
  [...source.matchAll(IMPORT)].map(([, type, named, called]) => {
    const specifier = named ?? called ?? '';
    const isPackage = !specifier.startsWith('.');
    const of = isPackage ? specifier : join(dirname(from), specifier).replaceAll('\\', '/');
    return { from, of, isPackage, isType: type !== undefined };
  });

const imports = [...sources].flatMap(([from, source]) => importsOf(from, source));

/** A folder's name ends in a slash. */
const isIn = (file: string, places: readonly string[]) =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));

interface Rule {
  /** What may be imported beside the folder's own files. */
  readonly may: readonly string[];
  /** What may be imported for its types only. */
  readonly mayType?: readonly string[];
}

const rules: Readonly<Record<string, Rule>> = {
  'machines/': { may: [] },
  'db/': { may: [] },
  'src/actors/': { may: ['machines/'], mayType: ['db/'] },
  'src/telegram/': { may: [], mayType: ['machines/'] },
  'src/fal/': { may: [] },
  'src/images/': { may: [] },
  'src/pictures/': { may: ['src/images/sharp.ts'] },
  'src/effects/': {
    may: ['machines/', 'db/', 'src/telegram/', 'src/fal/', 'src/images/', 'src/pictures/'],
    mayType: ['src/actors/'],
  },
  'src/http/': {
    may: [],
    mayType: ['machines/', 'src/telegram/', 'src/fal/', 'src/images/'],
  },
  'src/demo/': {
    may: [
      'src/pictures/',
      'src/images/sharp.ts',
      'src/images/image-type.ts',
      'src/images/read-capped.ts',
    ],
  },
  'src/config.ts': { may: [] },
  'src/log.ts': { may: [] },
};

const composers = ['src/main.ts', 'src/main/'];

/** The only places that may import a package. */
const owners: Readonly<Record<string, readonly string[]>> = {
  xstate: ['machines/', 'src/actors/'],
  kysely: ['db/'],
  'kysely-postgres-js': ['db/'],
  postgres: ['db/'],
  ioredis: ['src/actors/'],
  '@upstash/redis': ['src/actors/'],
  grammy: ['src/telegram/'],
  '@fluent/bundle': ['src/telegram/'],
  '@fal-ai/client': ['src/fal/'],
  '@aws-sdk/client-s3': ['src/images/'],
  '@aws-sdk/s3-request-presigner': ['src/images/'],
  sharp: ['src/images/', 'src/demo/'],
};

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const list = (some: readonly Import[]) => some.map(({ from, of }) => `${from} imports ${of}`);

const matching = (pattern: RegExp, except: readonly string[]) =>
  [...sources]
    .filter(([file, source]) => !isIn(file, except) && pattern.test(source))
    .map(([file]) => file);

describe('the architecture', () => {
  it('is seen whole', () => {
    assert.ok(files.length > 100 && imports.length > 300);
    const ruled = [...Object.keys(rules), ...composers];
    assert.deepEqual(
      files.filter((file) => !isIn(file, ruled)),
      [],
      'a new folder of src needs a rule here',
    );
    const example =
      "import type { A } from './a.ts';\nexport * from '../b.ts';\nawait import('c');";
    assert.deepEqual(
      importsOf('src/x/y.ts', example).map(({ of, isType }) => [of, isType]),
      [
        ['src/x/a.ts', true],
        ['src/b.ts', false],
        ['c', false],
      ],
    );
  });

  for (const [place, { may, mayType = [] }] of Object.entries(rules))
    it(`lets ${place} import only ${['itself', ...may, ...mayType.map((of) => `types of ${of}`)].join(', ')}`, () => {
      const strays = imports.filter(
        ({ from, of, isPackage, isType }) =>
          !isPackage &&
          isIn(from, [place]) &&
          !isIn(of, [place, ...may, ...(isType ? mayType : [])]),
      );
      assert.deepEqual(list(strays), []);
    });

  it('lets only main compose: nobody else imports it, or the demo', () => {
    const strays = imports.filter(
      ({ from, of, isPackage }) => !isPackage && isIn(of, composers) && !isIn(from, composers),
    );
    assert.deepEqual(list(strays), []);
    assert.deepEqual(list(imports.filter(({ of }) => of === 'src/main.ts')), []);
    const ofDemo = imports.filter(
      ({ from, of }) => isIn(of, ['src/demo/']) && !isIn(from, ['src/demo/', ...composers]),
    );
    assert.deepEqual(list(ofDemo), []);
  });

  it('lets a chart import only xstate', () => {
    const strays = imports.filter(
      ({ from, of, isPackage }) => isPackage && isIn(from, ['machines/']) && of !== 'xstate',
    );
    assert.deepEqual(list(strays), []);
  });

  it('keeps each driver and each platform in one place', () => {
    const strays = imports.filter(({ from, of, isPackage }) => {
      const places = isPackage ? owners[packageOf(of)] : undefined;
      return places && !isIn(from, places);
    });
    assert.deepEqual(list(strays), []);
  });

  it('needs no package that package.json does not name', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const strays = imports.filter(
      ({ of, isPackage }) =>
        isPackage && !of.startsWith('node:') && !(packageOf(of) in dependencies),
    );
    assert.deepEqual(list(strays), []);
  });

  it('reads the environment in main alone', () => {
    const reads = /\b(process|Bun|Deno|import\.meta)\.env\b|\benv\b[^;]*from\s+'node:process'/;
    assert.deepEqual(matching(reads, ['src/main.ts']), []);
  });

  it('keeps to what every runtime has, but for one file a difference', () => {
    assert.deepEqual(matching(/\b(Bun|Deno)\.\w/, ['src/main.ts', 'src/http/listen.ts']), []);
    assert.deepEqual(matching(/from\s+['"]bun(:|['"])/, []), []);
  });

  it('has no default exports', () => {
    assert.deepEqual(matching(/^export\s+default\b|\bas\s+default\b/m, []), []);
  });

  it('has charts that read no clock and draw no lots', () => {
    const impure = /\bDate\b|Math\.random|crypto\.|\bfetch\(|\bawait\b|setTimeout|performance\./;
    const others = files.filter((file) => !isIn(file, ['machines/']));
    assert.deepEqual(matching(impure, others), []);
  });
});

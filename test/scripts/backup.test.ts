import assert from 'node:assert/strict';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { checkInvariants, keptImages } from '../../db/invariants.ts';
import { balances } from '../../db/ledger.ts';
import { openDatabase } from '../../db/open.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { BucketRole } from '../../src/images/image-store.ts';
import { sha256 } from '../../src/images/sha256.ts';
import { root } from '../deploy/read-compose.ts';
import { bun, type Ran, run } from '../deploy/run.ts';
import { type Backing, eachBacking } from '../journeys/backing.ts';
import { openBot } from '../journeys/open-bot.ts';

type Variables = Readonly<Record<string, string>>;

const script = (name: 'backup' | 'restore', argument: string, env: Variables): Promise<Ran> =>
  run([join(root, 'scripts', `${name}.sh`), argument], { cwd: argument, env });

async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-backup-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function backUp(folder: string, env: Variables): Promise<string> {
  const { code, output } = await script('backup', folder, env);
  assert.equal(code, 0, output);
  return output.trim();
}

/** All that a restored place must have: the money, and each picture whole. */
async function contentOf({ databaseUrl, environment }: Backing) {
  const db = await openDatabase(databaseUrl);
  try {
    assert.deepEqual(await checkInvariants(db.kysely, { now: Date.now() }), []);
    const images = createFolderStore({ dir: environment['STORAGE_DIR'] ?? '' });
    const kept = await keptImages(db.kysely, { limit: 100 });
    for (const { bucket, object_key, sha256: digest, bytes } of kept) {
      const found = await images.get(bucket as BucketRole, object_key);
      assert.equal(found?.length, bytes);
      assert.equal(await sha256(found ?? new Uint8Array()), digest);
    }
    const people = await db.kysely.selectFrom('people').select('id').orderBy('id').execute();
    const coins = await Promise.all(people.map(({ id }) => balances(db.kysely, id)));
    return { images: kept.map(({ id }) => id), coins };
  } finally {
    await db.close();
  }
}

eachBacking('A backup', (backing) => {
  /** A place with two pictures in it. */
  async function openWithPictures(t: TestContext) {
    let used: Backing | undefined;
    const bot = await openBot(t, {
      backing: async () => {
        used = await backing();
        return used;
      },
    });
    const anna = bot.person();
    const id = await anna.order('two birds', 2);
    await anna.result();
    await bot.ended(id);
    assert.ok(used);
    return { bot, anna, from: used };
  }

  async function openEmpty(t: TestContext): Promise<Backing> {
    const empty = await backing();
    t.after(empty.remove);
    return empty;
  }

  it('of a bot at work brings back its coins and its pictures', async (t) => {
    const { bot, anna, from } = await openWithPictures(t);
    const folder = await scratch(t);
    const during = anna.order('a ship at sea');
    const made = await backUp(folder, from.environment);
    await bot.ended(await during);

    const to = await openEmpty(t);
    const restored = await script('restore', made, to.environment);
    assert.equal(restored.code, 0, restored.output);
    const { images, coins } = await contentOf(to);
    assert.ok(images.length >= 2, 'a picture is missing');
    assert.equal(coins.length, 1);
    const { images: before } = await contentOf(from);
    for (const id of images) assert.ok(before.includes(id));
  });

  it('is refused into a place that holds something, and one that was damaged', async (t) => {
    const { from } = await openWithPictures(t);
    const folder = await scratch(t);
    const made = await backUp(folder, from.environment);
    const onto = await script('restore', made, from.environment);
    assert.notEqual(onto.code, 0);
    assert.match(onto.output, /is there already|not empty/);

    const sums = await readFile(join(made, 'SHA256SUMS'), 'utf8');
    const name = /aisha\.\w+/.exec(sums)?.[0] ?? '';
    const bytes = await readFile(join(made, name));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(join(made, name), bytes);
    const to = await openEmpty(t);
    const damaged = await script('restore', made, to.environment);
    assert.notEqual(damaged.code, 0);
    assert.match(damaged.output, /the backup is damaged: nothing was restored/);
  });

  it('that fails leaves nothing that looks like one, and no password in its words', async (t) => {
    const folder = await scratch(t);
    const DATABASE_URL = nobodysAddress(backing.name);
    const { code, output } = await script('backup', folder, { DATABASE_URL });
    assert.notEqual(code, 0);
    assert.doesNotMatch(output, /a-password/);
    assert.deepEqual(await readdir(folder), []);
  });
});

const nobodysAddress = (name: string) =>
  name === 'served' ? 'postgres://nobody:a-password@127.0.0.1:1/none' : 'sqlite:/nowhere/none.db';

/** A project of scripts alone, with its own .env; backed up from another folder. */
async function project(t: TestContext) {
  const folder = await scratch(t);
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  const backUpWith = async (lines: string, env: Variables = {}) => {
    await writeFile(join(folder, '.env'), lines);
    return run([join(folder, 'scripts/backup.sh'), join(folder, 'backups')], { cwd: '/', env });
  };
  return { folder, backUpWith };
}

it('a backup reads the settings of the project, and of the files that they name', async (t) => {
  const { folder, backUpWith } = await project(t);
  await writeFile(join(folder, 'address'), ' sqlite:/nowhere/by-file.db\r\n');
  const lines = `# DATABASE_URL=no\nDATABASE_URL_FILE='./address' # of this project\n`;
  const { code, output } = await backUpWith(lines);
  assert.notEqual(code, 0);
  assert.match(output, /there is no database at \/nowhere\/by-file\.db/);
});

it('a backup takes nothing else for a file that cannot be read', async (t) => {
  const { folder, backUpWith } = await project(t);
  await mkdir(join(folder, 'data'));
  const made = await run(['sqlite3', 'data/aisha.db', 'create table wrong (id)'], { cwd: folder });
  assert.equal(made.code, 0, made.output);
  for (const name of ['DATABASE_URL', 'S3_ENDPOINT', 'STORAGE_DIR']) {
    const { code, output } = await backUpWith(`${name}_FILE=/nowhere/none\n`);
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`${name}_FILE names a file that cannot be read`));
  }
  await assert.rejects(readdir(join(folder, 'backups')), { code: 'ENOENT' });
  assert.equal((await backUpWith('')).code, 0, 'the default is the project’s own');
});

it('a backup reads .env as Bun does', async (t) => {
  const { folder, backUpWith } = await project(t);
  const lines = [
    'DATABASE_URL=sqlite:/nowhere/a.db # a note',
    'DATABASE_URL=sqlite:/nowhere/b.db\r',
    'export DATABASE_URL=sqlite:/nowhere/c.db',
    'DATABASE_URL = "sqlite:/nowhere/d #.db" # a note',
    "DATABASE_URL='sqlite:/nowhere/e.db'\r",
    'DATABASE_URL=sqlite:/nowhere/f\\n.db',
    'DATABASE_URL="sqlite:/nowhere/g\\$.db"',
    'DATABASE_URL=sqlite:/nowhere/h.db\nDATABASE_URL=sqlite:/nowhere/i.db',
    'DATABASE_URL=sqlite:/nowhere/j.db#k',
    'DATABASE_URL=`sqlite:/nowhere/l.db`',
  ];
  for (const line of lines) {
    const { output } = await backUpWith(`${line}\n`);
    const tell = 'console.log(process.env.DATABASE_URL.slice(7))';
    const told = await run([bun, '-e', tell], { cwd: folder });
    assert.ok(output.includes(`there is no database at ${told.output}`), `${line}: ${output}`);
  }
  const unset = await backUpWith('DATABASE_URL=sqlite:/nowhere/m.db\n', { DATABASE_URL: '' });
  assert.match(unset.output, /there is no database at \.\/data\/aisha\.db/);
  for (const line of ['DATABASE_URL=sqlite:$HOME/n.db', 'DATABASE_URL="sqlite:/nowhere/o.db']) {
    const { code, output } = await backUpWith(`${line}\n`);
    assert.notEqual(code, 0);
    assert.match(output, /^\.env: /);
  }
});

it('a restore that failed after its pictures goes on with them', async (t) => {
  const folder = await scratch(t);
  const from = join(folder, 'from');
  await mkdir(join(from, 'storage/photos'), { recursive: true });
  await writeFile(join(from, 'storage/photos/1.png'), 'a picture');
  const filled = await run(['sqlite3', join(from, 'aisha.db'), 'create table t (id)'], {
    cwd: from,
  });
  assert.equal(filled.code, 0, filled.output);
  const env = { DATABASE_URL: `sqlite:${from}/aisha.db`, STORAGE_DIR: join(from, 'storage') };
  const made = await backUp(folder, env);

  // A file where the database's folder is to be.
  await writeFile(join(folder, 'to'), '');
  const to = {
    DATABASE_URL: `sqlite:${folder}/to/aisha.db`,
    STORAGE_DIR: join(folder, 'pictures'),
  };
  const broken = await script('restore', made, to);
  assert.notEqual(broken.code, 0);
  assert.match(broken.output, /run the same line again/);
  await rm(join(folder, 'to'));
  const mended = await script('restore', made, to);
  assert.equal(mended.code, 0, mended.output);
  assert.equal(await readFile(join(folder, 'pictures/photos/1.png'), 'utf8'), 'a picture');
  const again = await script('restore', made, {
    ...to,
    DATABASE_URL: `sqlite:${folder}/another/aisha.db`,
  });
  assert.match(again.output, /pictures is not empty/);
});

it('a backup takes any address that the bot takes', async (t) => {
  const folder = await scratch(t);
  const program = join(folder, 'tell');
  const output = join(folder, 'output');
  const parts = '$PGUSER $PGPASSWORD $PGHOST $PGPORT $PGDATABASE $PGSSLMODE';
  await writeFile(program, `#!/bin/sh\nprintf "%s\\n" "${parts}" >${output}\nexit 1\n`);
  await chmod(program, 0o755);
  const told = async (DATABASE_URL: string) => {
    await script('backup', folder, { DATABASE_URL, PG_RUN: program });
    return (await readFile(output, 'utf8')).trim();
  };
  assert.equal(await told('postgres://anna:p%40ss@db/aisha'), 'anna p@ss db 5432 aisha');
  assert.equal(
    await told('postgres://anna@one:5433,two/aisha?sslmode=require'),
    'anna  one,two 5433,5432 aisha require',
  );
  assert.equal(await told('postgres://anna:a\\n%5Cb@db/aisha'), 'anna a\\n\\b db 5432 aisha');
  assert.equal(await told('postgresql://anna@[::1]:77/aisha'), 'anna  ::1 77 aisha');
});

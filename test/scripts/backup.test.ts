import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { type Ran, run } from '../deploy/run.ts';
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

it('a backup reads the settings of .env and of the files that they name', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'address'), 'sqlite:/nowhere/by-file.db\n');
  await writeFile(
    join(folder, '.env'),
    `# DATABASE_URL=no\nDATABASE_URL_FILE='${folder}/address'\n`,
  );
  await chmod(folder, 0o700);
  const { code, output } = await script('backup', folder, {});
  assert.notEqual(code, 0);
  assert.match(output, /there is no database at \/nowhere\/by-file\.db/);
});

it('a backup takes any address that the bot takes', async (t) => {
  const folder = await scratch(t);
  const program = join(folder, 'tell');
  const output = join(folder, 'output');
  const parts = '$PGUSER $PGPASSWORD $PGHOST $PGPORT $PGDATABASE $PGSSLMODE';
  await writeFile(program, `#!/bin/sh\necho "${parts}" >${output}\nexit 1\n`);
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
  assert.equal(await told('postgresql://anna@[::1]:77/aisha'), 'anna  ::1 77 aisha');
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, it, type TestContext } from 'node:test';
import { openDatabase } from '../../db/open.ts';
import { postgresPlace, postgresRefusal } from '../databases.ts';
import { eventually } from '../eventually.ts';
import { FAL_KEY, openStandIns, TOKEN } from '../journeys/open-stand-ins.ts';
import { createPerson } from '../journeys/person.ts';
import { deleteKeys, redisRefusal, redisUrl } from '../redis.ts';
import { s3Environment, s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';
import { root } from './read-compose.ts';
import { run } from './run.ts';

const READY_MS = 30_000;

/** Starts `deno task start` with these places, and has a picture made. */
async function makePicture(
  t: TestContext,
  databaseUrl: string,
  places: Readonly<Record<string, string>>,
) {
  const standIns = await openStandIns();
  const { PATH = '', HOME = '/' } = env;
  const bin = join(root, 'node_modules/.bin');
  // A group of its own, asked to end as a terminal or a service manager asks: all of it at once.
  const child = spawn('setsid', [join(bin, 'deno'), 'task', 'start'], {
    cwd: root,
    env: {
      PATH: `${bin}:${PATH}`,
      HOME,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: standIns.telegramUrl,
      FAL_BASE_URL: standIns.falUrl,
      FAL_KEY,
      ...places,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  const exited = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    await run(['bash', '-c', `kill -TERM -- -${child.pid}`], { cwd: root });
    await exited;
  };
  t.after(async () => {
    await stop();
    await standIns.close();
  });
  await eventually(() => (output.includes('AISHA is ready') ? true : undefined), {
    timeoutMs: READY_MS,
  }).catch((cause) => {
    throw new Error(output, { cause });
  });
  const db = await openDatabase(databaseUrl);
  t.after(() => db.close());
  standIns.telegram.person({ id: 8_200_001, firstName: 'Anna', languageCode: 'en' });
  const anna = createPerson({ id: 8_200_001, telegram: standIns.telegram, db });
  await anna.order('a cat in a hat').catch((cause) => {
    throw new Error(output, { cause });
  });
  await anna.result();
  await stop();
  assert.match(output, /Stopping/);
  assert.doesNotMatch(output, /NotCapable/);
}

describe('deno task start', () => {
  it('packs photos in the temporary folder, and has no right that the bot does not need', async () => {
    const { tasks } = JSON.parse(readFileSync(join(root, 'deno.json'), 'utf8'));
    const command: string = tasks.start.command;
    // Node, which starts Deno's package, takes the word for its own and ends where there is no .env.
    const words = command
      .replace('src/main.ts start', 'test/deploy/try-rights.ts')
      .replace('--env-file=.env ', '')
      .split(' ');
    const program = join(root, 'node_modules/.bin', words[0] ?? '');
    const { output } = await run([program, ...words.slice(1)], { cwd: root });
    const told = output.split('\n').filter((line) => / may( not)?$/.test(line));
    // Whoever keeps the checkout itself in the temporary folder has given the right away.
    const isTemporary = root.startsWith('/tmp/');
    assert.deepEqual(told, [
      'pack may',
      `change-own-code may${isTemporary ? '' : ' not'}`,
      'read-machine may not',
      'run-program may not',
    ]);
  });

  it('reads .env where there is one, after what is set already', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'aisha-deno-env-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const rights = await readFile(join(root, 'deno.json'), 'utf8');
    // The packages are lent, and Deno looks where they really are.
    const lent = rights.replace('./node_modules', join(root, 'node_modules'));
    await writeFile(join(folder, 'deno.json'), lent);
    for (const name of ['src', 'db', 'machines', 'node_modules', 'package.json'])
      await symlink(join(root, name), join(folder, name));
    const start = async (more: Readonly<Record<string, string>> = {}) => {
      const deno = join(root, 'node_modules/.bin/deno');
      const { code, output } = await run([deno, 'task', 'start'], { cwd: folder, env: more });
      assert.notEqual(code, 0);
      return output;
    };
    assert.match(await start(), /TELEGRAM_BOT_TOKEN is missing/);
    await writeFile(join(folder, '.env'), `TELEGRAM_BOT_TOKEN=${TOKEN} # a note\n`);
    const told = await start();
    assert.match(told, /FAL_KEY is missing/);
    assert.doesNotMatch(told, /TELEGRAM_BOT_TOKEN/);
    assert.match(
      await start({ TELEGRAM_BOT_TOKEN: 'wrong' }),
      /TELEGRAM_BOT_TOKEN must be a token/,
    );
  });

  it('has the rights that SQLite and a folder need', async (t) => {
    const folder = `./data/test-${randomUUID()}`;
    await mkdir(join(root, folder), { recursive: true });
    t.after(() => rm(join(root, folder), { recursive: true, force: true }));
    const url = `sqlite:${join(root, folder)}/aisha.db`;
    await makePicture(t, url, { STORAGE_DIR: `${folder}/storage` });
  });

  const refusal = postgresRefusal ?? redisRefusal ?? s3Refusal;
  const name = 'has the rights that PostgreSQL, Redis and S3 need';
  if (refusal !== undefined) registerRefusal(name, refusal);
  else
    it(name, async (t) => {
      const place = s3Place();
      const postgres = await postgresPlace();
      const prefix = `deno-task-${randomUUID()}:`;
      t.after(async () => {
        await Promise.all([postgres.remove(), place.remove(), deleteKeys(prefix)]);
      });
      const redis = { REDIS_URL: redisUrl, REDIS_PREFIX: prefix };
      await makePicture(t, postgres.url, { ...redis, ...s3Environment(place) });
    });
});

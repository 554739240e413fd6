import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkInvariants } from '../../db/invariants.ts';
import { openDatabase } from '../../db/open.ts';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';
import { ACCOUNT, FAL_KEY, openStandIns, TOKEN } from '../journeys/open-stand-ins.ts';
import { createPerson } from '../journeys/person.ts';
import { redisRefusal } from '../redis.ts';
import { s3Environment, s3Place, s3Refusal } from '../s3.ts';
import { clusterRefusal, createPostgresCluster } from '../servers/postgres-cluster.ts';
import { registerRefusal } from '../without-server.ts';
import { containerRefusal, layOutImage } from './lay-out-image.ts';
import { readCompose, root, serviceOf } from './read-compose.ts';
import { healthcheckOfImage, wordsOfLast } from './read-dockerfile.ts';
import { createRedisOfCompose } from './redis-of-compose.ts';
import { run } from './run.ts';

const READY_MS = 30_000;

/** The stores' own programs, with the settings of compose.yaml and the secrets of its script. */
async function openStack() {
  const compose = readCompose();
  const folder = await mkdtemp('/var/tmp/aisha-stack-');
  const made = await run(['scripts/make-secrets.sh', folder], { cwd: root });
  assert.equal(made.code, 0, made.output);
  await run(['chmod', '755', folder], { cwd: root });
  const secret = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim();
  const password = (await secret('redis_conf')).replace('requirepass ', '');
  const redis = await createRedisOfCompose(compose, { folder, password });
  await redis.start();
  const settings = serviceOf(compose, 'postgres').command.filter((word) => word.includes('='));
  const postgres = await createPostgresCluster({ settings, isInMemory: true });
  const place = s3Place();
  const write = (name: string, text: string) => writeFile(join(folder, name), `${text}\n`);
  await write('telegram_bot_token', TOKEN);
  await write('fal_key', FAL_KEY);
  await write('database_url', postgres.url);
  await write('redis_url', `redis://:${password}@127.0.0.1:${redis.port}`);
  const s3 = s3Environment(place);
  await write('s3_secret_access_key', s3['S3_SECRET_ACCESS_KEY'] ?? '');
  const close = async () => {
    await Promise.all([redis.remove(), postgres.remove(), place.remove()]);
    await rm(folder, { recursive: true, force: true });
  };
  return { compose, folder, password, redis, postgres, s3, secret, close };
}

type Stack = Awaited<ReturnType<typeof openStack>>;

/** compose.yaml's variables, but for names that only its network knows. */
function variablesOf({ compose, folder, s3 }: Stack, more: Readonly<Record<string, string>>) {
  const theirs = Object.entries(serviceOf(compose, 'app').environment).map(([name, value]) => [
    name,
    value.replace('/run/secrets', folder),
  ]);
  return { ...Object.fromEntries(theirs), ...s3, S3_SECRET_ACCESS_KEY: '', ...more };
}

const refusal = containerRefusal ?? clusterRefusal ?? redisRefusal ?? s3Refusal;

if (refusal !== undefined) registerRefusal('The image, and what compose.yaml starts', refusal);
else
  describe('The image, and what compose.yaml starts', () => {
    let stack: Stack;
    let image: Awaited<ReturnType<typeof layOutImage>>;

    before(
      async () => {
        [stack, image] = await Promise.all([openStack(), layOutImage()]);
      },
      { timeout: 120_000 },
    );
    after(async () => {
      await Promise.all([stack?.close(), image?.remove()]);
    });

    /** What `docker compose run --rm app …` does. */
    const runInside = (words: readonly string[], variables: Readonly<Record<string, string>>) =>
      run(image.inside(words, variables), { cwd: '/' });
    const command = (...words: string[]) =>
      runInside([...wordsOfLast('ENTRYPOINT'), ...words], variablesOf(stack, {}));

    it('serve every command of the bot', async () => {
      const models = await command('models', 'list');
      assert.equal(models.code, 0, models.output);
      assert.match(models.output, /banana: on/);
      const promo = await command('promo', 'create', 'SPRING', '--coins', '50');
      assert.equal(promo.code, 0, promo.output);
      const migrate = await command('migrate');
      assert.match(migrate.output, /up to date/);
    });

    it('let the bot write nowhere but in /tmp', async () => {
      const script = 'touch /tmp/a && ! touch /a && ! touch a && ! touch src/a && ! touch data/a';
      const { code, output } = await runInside(['/bin/sh', '-c', script], {});
      assert.equal(code, 0, output);
    });

    it('bring a picture to a person, tell their health, and stop in time', async (t) => {
      const standIns = await openStandIns();
      const PORT = String(await freePort());
      const variables = variablesOf(stack, {
        PORT,
        TELEGRAM_API_ROOT: standIns.telegramUrl,
        FAL_BASE_URL: standIns.falUrl,
        FAL_ACCOUNT_ID: ACCOUNT,
      });
      const health = () => runInside(healthcheckOfImage(), variables);
      assert.notEqual((await health()).code, 0, 'healthy before its start');

      const words = [...wordsOfLast('ENTRYPOINT'), ...wordsOfLast('CMD')];
      const [program = '', ...args] = image.inside(words, variables);
      const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => {
          output += part;
        });
      const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
      t.after(async () => {
        child.kill('SIGKILL');
        await exited;
        await standIns.close();
      });

      const ready = async () => {
        const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`);
        const text = await answer.text();
        if (JSON.parse(text).status === 'ok') return true;
        throw new Error(text);
      };
      await eventually(ready, { timeoutMs: READY_MS, everyMs: 50 }).catch((cause) => {
        throw new Error(output, { cause });
      });
      assert.equal((await health()).code, 0);

      const db = await openDatabase(stack.postgres.url);
      t.after(() => db.close());
      standIns.telegram.person({ id: 8_100_001, firstName: 'Anna', languageCode: 'en' });
      const anna = createPerson({ id: 8_100_001, telegram: standIns.telegram, db });
      await anna.order('a cat in a hat');
      await anna.result();

      const stoppingAt = Date.now();
      child.kill('SIGTERM');
      const code = await exited;
      if (!('Deno' in globalThis)) assert.equal(code, 0, output);
      assert.ok(Date.now() - stoppingAt < 10_000);
      assert.match(output, /Stopping/);
      assert.deepEqual(await checkInvariants(db.kysely, { now: Date.now() }), []);
      for (const name of ['telegram_webhook_secret', 'redis_conf', 's3_secret_access_key'])
        assert.ok(!output.includes(await stack.secret(name)), `${name} is in the log`);
    });

    it('keep in Redis what was written, over a kill, and let nobody in without the password', async () => {
      const { redis, password } = stack;
      const url = `redis://:${password}@127.0.0.1:${redis.port}`;
      const written = await connectRedis(url);
      await written.send(['SET', 'kept', 'whole']);
      await written.close();
      await redis.kill();
      await redis.start();
      const again = await connectRedis(url);
      assert.equal(String(await again.send(['GET', 'kept'])), 'whole');
      await again.close();
      const stranger = connectRedis(`redis://127.0.0.1:${redis.port}`, { deadlineMs: 1000 });
      await assert.rejects(
        stranger.then(({ send }) => send(['GET', 'kept'])),
        StoreError,
      );
    });

    it('have healthchecks that tell a server that runs from one that does not', async () => {
      const { compose, folder, redis } = stack;
      const [, script = ''] = serviceOf(compose, 'redis').healthcheck?.test ?? [];
      const here = script
        .replace('/run/secrets', folder)
        .replace('redis-cli', `redis-cli -p ${redis.port}`);
      const ask = () => run(['/bin/sh', '-c', here], { cwd: '/' });
      assert.equal((await ask()).code, 0);
      await redis.kill();
      assert.notEqual((await ask()).code, 0);
      await redis.start();
      const [, ...isReady] = serviceOf(compose, 'postgres').healthcheck?.test ?? [];
      const { port } = stack.postgres;
      assert.equal((await run([...isReady, `--port=${port}`], { cwd: '/' })).code, 0);
      assert.notEqual((await run([...isReady, '--port=1'], { cwd: '/' })).code, 0);
    });
  });

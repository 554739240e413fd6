import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { keptImages } from '../../db/invariants.ts';
import { roleOf } from '../../src/images/image-store.ts';
import { createS3Store } from '../../src/images/s3-store.ts';
import { eventually } from '../eventually.ts';
import { openBreakingProxy } from '../fakes/breaking-proxy.ts';
import { connectRaw, s3Environment, s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';
import { embedded } from './backing.ts';
import { openKillBot } from './kill-bot.ts';
import { FAL_KEY, openStandIns, TOKEN } from './open-stand-ins.ts';
import { runBot } from './run-bot.ts';

/** Buckets of the test's own, and a way to S3 that can be broken. */
async function openS3(t: TestContext) {
  const place = s3Place();
  const proxy = await openBreakingProxy(place.needs.endpoint);
  t.after(async () => {
    await proxy.close();
    await place.remove();
  });
  const env = { ...s3Environment(place), S3_ENDPOINT: proxy.url };
  return { ...place, proxy, env };
}

interface Readiness {
  readonly checks: { readonly images: { readonly state: string; readonly detail?: string } };
}

const imagesOf = async (url: string) => {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as Readiness).checks.images };
};

/** What `start` says when it refuses to serve. */
async function refusalOf(t: TestContext, env: Readonly<Record<string, string>>): Promise<string> {
  const backing = await embedded();
  const standIns = await openStandIns();
  t.after(async () => {
    await standIns.close();
    await backing.remove();
  });
  const bot = runBot({
    ...backing.environment,
    PORT: '0',
    HOST: '127.0.0.1',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: standIns.telegramUrl,
    FAL_BASE_URL: standIns.falUrl,
    FAL_KEY,
    ...env,
  });
  assert.equal(await bot.exited, 1, bot.output());
  return bot.output();
}

function register() {
  test('a picture goes to S3 and from there to its person, also when S3 comes and goes', async (t) => {
    const s3 = await openS3(t);
    const bot = await openKillBot(t, { env: s3.env });
    assert.deepEqual(await imagesOf(bot.url), { status: 200, state: 'ok' });

    s3.proxy.breaks = () => ({ status: 503 });
    const person = bot.person();
    person.say('/start');
    await person.order('a heron in the reeds');
    const asked = /^(HEAD|PUT) .*\.(png|jpg|webp)/;
    await eventually(() => s3.proxy.requests.find((each) => asked.test(each)), {
      timeoutMs: 30_000,
    });
    s3.proxy.breaks = () => undefined;

    await person.result();
    const image = await eventually(async () => (await keptImages(bot.db.kysely, { limit: 10 }))[0]);
    const store = await createS3Store(s3.needs);
    t.after(store.close);
    const digest = await store.digest(roleOf(image), image.object_key);
    assert.deepEqual(digest, { bytes: image.bytes, sha256: image.sha256 });
    assert.ok(await store.stat(roleOf(image), image.thumbnail_key));

    await bot.kill('SIGTERM');
    s3.proxy.breaks = () => 'cut';
    const started = bot.start();
    const out = { status: 503, state: 'down', detail: 's3-unreachable' };
    const isOut = async () => ('detail' in (await imagesOf(bot.url)) ? true : undefined);
    await eventually(isOut, { timeoutMs: 20_000 });
    assert.deepEqual(await imagesOf(bot.url), out);
    s3.proxy.breaks = () => undefined;
    await started;
  });

  test('start refuses a key that S3 refuses, and a bucket that everybody can read', async (t) => {
    const s3 = await openS3(t);
    const wrong = await refusalOf(t, { ...s3.env, S3_SECRET_ACCESS_KEY: 'not-the-secret' });
    assert.match(wrong, /s3-refused: S3 at [\d.:]+ refuses /);
    assert.doesNotMatch(wrong, /not-the-secret/);

    const raw = await connectRaw();
    t.after(() => raw.destroy());
    await raw.createBucket({ Bucket: s3.needs.buckets.photos, ACL: 'public-read' });
    const open = await refusalOf(t, s3.env);
    assert.match(open, /s3-public: The bucket .*photos of S3 at .* is open to everybody/);
  });
}

if (s3Refusal === undefined) register();
else registerRefusal('a bot on S3', s3Refusal);

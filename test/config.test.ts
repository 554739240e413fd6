import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, forStart, readConfig, secretsOf, withoutPassword } from '../src/config.ts';

const read = (values: Record<string, string>, files: Record<string, string> = {}) =>
  readConfig({
    values,
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error('no such file');
      return content;
    },
  });

const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
};

const complete = { TELEGRAM_BOT_TOKEN: '123456:abc', FAL_KEY: 'id:secret' };

test('an empty environment has every default', () => {
  const config = read({});
  assert.equal(config.PORT, 8080);
  assert.equal(config.DATABASE_URL, 'sqlite:./data/aisha.db');
  assert.equal(config.imageWaitMs, 60 * 60_000);
  assert.equal(config.deliverMs, 24 * 3_600_000);
  assert.deepEqual(config.FAL_MEDIA_HOSTS, ['*.fal.media', 'storage.googleapis.com']);
  assert.equal(config.WELCOME_COINS, 25);
});

test('every wrong variable is named with its mend', () => {
  const problems = problemsOf(() => read({ PORT: 'eighty', DEFAULT_LANGUAGE: 'fr' }));
  assert.equal(problems.length, 2);
  assert.match(problems.join('\n'), /PORT must be a port/);
  assert.match(problems.join('\n'), /DEFAULT_LANGUAGE must be ru or en/);
});

test('a wrong value is never repeated, since it may be a secret', () => {
  const problems = problemsOf(() => read({ TELEGRAM_BOT_TOKEN: 'canary' }));
  assert.doesNotMatch(problems.join('\n'), /canary/);
});

test('a secret may lie in a file', () => {
  const config = read({ FAL_KEY_FILE: '/run/fal' }, { '/run/fal': 'id:secret\n' });
  assert.equal(config.FAL_KEY, 'id:secret');
});

test('a file that cannot be read is named by its variable', () => {
  assert.match(
    problemsOf(() => read({ FAL_KEY_FILE: '/nowhere' })).join('\n'),
    /FAL_KEY_FILE names a file that cannot be read/,
  );
});

for (const [name, values] of [
  ['FAL_API_KEY', { FAL_API_KEY: 'id:secret' }],
  ['FAL_KEY_ID and FAL_KEY_SECRET', { FAL_KEY_ID: 'id', FAL_KEY_SECRET: 'secret' }],
] as const)
  test(`the key is taken from ${name} too`, () => {
    assert.equal(read(values).FAL_KEY, 'id:secret');
  });

test('start refuses a missing or empty key, and names both secrets that it needs', () => {
  const problems = problemsOf(() => forStart(read({ FAL_KEY: '' })));
  assert.match(problems.join('\n'), /TELEGRAM_BOT_TOKEN is missing/);
  assert.match(problems.join('\n'), /FAL_KEY is missing or empty/);
});

test('start needs a webhook secret with a public address', () => {
  const values = { ...complete, PUBLIC_URL: 'https://bot.example.org' };
  assert.match(problemsOf(() => forStart(read(values))).join('\n'), /TELEGRAM_WEBHOOK_SECRET/);
});

test('a public address is https, or loopback', () => {
  assert.match(problemsOf(() => read({ PUBLIC_URL: 'http://example.org' })).join('\n'), /https/);
  assert.equal(read({ PUBLIC_URL: 'http://127.0.0.1:8080/' }).PUBLIC_URL, 'http://127.0.0.1:8080');
});

test('PostgreSQL without Redis is refused unless there is one instance only', () => {
  const values = { ...complete, DATABASE_URL: 'postgres://aisha@localhost/aisha' };
  assert.match(problemsOf(() => forStart(read(values))).join('\n'), /REDIS_URL/);
  assert.deepEqual(
    problemsOf(() => forStart(read({ ...values, SINGLE_INSTANCE: '1' }))),
    [],
  );
});

test('passwords of addresses count as secrets', () => {
  const secretsWith = (values: Record<string, string>) =>
    secretsOf(read({ ...complete, ...values }));
  for (const DATABASE_URL of [
    'postgres://aisha:hidden-word@db/aisha',
    'postgres://aisha:hidden-word@one:5432,two:5432/aisha?target_session_attrs=read-write',
  ])
    assert.ok(secretsWith({ DATABASE_URL }).includes('hidden-word'));
  assert.ok(secretsWith({ REDIS_URL: 'redis://:hidden-word@cache:6379' }).includes('hidden-word'));
  assert.ok(!secretsWith({ DATABASE_URL: 'postgres://aisha@db/aisha' }).includes(''));
});

test('a password may hold an @ and be written in its encoded form', () => {
  const secretsWith = (DATABASE_URL: string) => secretsOf(read({ ...complete, DATABASE_URL }));
  assert.ok(secretsWith('postgres://aisha:half@other:half@db/aisha').includes('half@other:half'));
  const encoded = secretsWith('postgres://aisha:half%40other@one:5432,two:5432/aisha');
  assert.ok(encoded.includes('half%40other') && encoded.includes('half@other'));
  assert.ok(secretsWith('postgres://aisha:100%wrong@db/aisha').includes('100%wrong'));
});

test('an address without its password holds nothing of it', () => {
  for (const [address, shown] of [
    ['postgres://aisha:half@other@db/aisha', 'postgres://aisha@db/aisha'],
    ['postgres://aisha:word@db/aisha?to=a@b', 'postgres://aisha@db/aisha?to=a@b'],
    ['postgres://aisha@one:5432,two:5432/aisha', 'postgres://aisha@one:5432,two:5432/aisha'],
    ['redis://:half@other@cache:6379', 'redis://@cache:6379'],
    ['sqlite:/data/a:b@c.db', 'sqlite:/data/a:b@c.db'],
  ] as const)
    assert.equal(withoutPassword(address), shown);
});

test('two roles of pictures cannot share a bucket', () => {
  const problems = problemsOf(() =>
    read({ S3_BUCKET_PHOTOS: 'pictures', S3_BUCKET_AVATARS: 'pictures' }),
  );
  assert.match(problems.join('\n'), /^S3_BUCKET_PHOTOS and S3_BUCKET_AVATARS name one bucket/);
  assert.match(problemsOf(() => read({ S3_BUCKET_PHOTOS: 'imagen4' })).join(), /S3_BUCKET_IMAGEN4/);
});

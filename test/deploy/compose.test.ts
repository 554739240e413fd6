import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { DCLinter } from 'dclint';
import { forStart, readConfig, unheeded } from '../../src/config.ts';
import { FAL_KEY, TOKEN } from '../journeys/open-stand-ins.ts';
import { readCompose, root, serviceOf } from './read-compose.ts';
import { run } from './run.ts';

const compose = readCompose();
const services = Object.entries(compose.services);
const kept = services.filter(([name]) => name !== 'minio-setup');
const UPSTASH = {
  COMPOSE_PROFILES: 'upstash',
  COMPOSE_REDIS_URL_FILE: '',
  COMPOSE_UPSTASH_URL: 'http://upstash',
};

/** For a bot outside of Compose, in the same .env. */
const ELSEWHERE = {
  REDIS_URL: 'redis://elsewhere',
  REDIS_URL_FILE: '/elsewhere/redis_url',
  UPSTASH_REDIS_REST_URL: 'https://elsewhere.upstash.io',
  UPSTASH_REDIS_REST_URL_FILE: '/elsewhere/url',
  UPSTASH_REDIS_REST_TOKEN: 'a-token-of-elsewhere',
  DATABASE_URL: 'postgres://elsewhere/aisha',
  S3_ENDPOINT: 'https://elsewhere',
};

/** Rules of the linter about what goes wrong; those about order and quotes are left out. */
const RULES = {
  'no-duplicate-container-names': 2,
  'no-duplicate-exported-ports': 2,
  'no-version-field': 2,
  'require-project-name-field': 2,
  'service-image-require-explicit-tag': 2,
} as const;
const OFF = [
  'no-build-and-image',
  'no-quotes-in-volumes',
  'no-unbound-port-interfaces',
  'require-quotes-in-ports',
  'service-container-name-regex',
  'service-dependencies-alphabetical-order',
  'service-keys-order',
  'service-ports-alphabetical-order',
  'services-alphabetical-order',
  'top-level-properties-order',
];

function lint(path: string) {
  const off = Object.fromEntries(OFF.map((name) => [name, 0 as const]));
  const linter = new DCLinter({
    rules: { ...off, ...RULES },
    quiet: false,
    debug: false,
    exclude: [],
  });
  return linter.lintFiles([path], false).flatMap(({ messages }) => messages);
}

async function makeSecrets(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-secrets-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const make = () => run(['scripts/make-secrets.sh', folder], { cwd: root });
  return { folder, make, read: (name: string) => readFile(join(folder, name), 'utf8') };
}

describe('compose.yaml', () => {
  it('is one by the schema of Compose, and by the rules of its linter', async (t) => {
    assert.deepEqual(lint(join(root, 'compose.yaml')), []);
    const { folder } = await makeSecrets(t);
    const bad = join(folder, 'compose.yaml');
    await writeFile(bad, 'name: bad\nservices:\n  app: { image: "a:1", restrat: always }\n');
    assert.match(
      JSON.stringify(lint(bad)),
      /must NOT have additional properties/,
      'the linter sees nothing',
    );
  });

  it('names only secrets, files, volumes and networks that are there', () => {
    for (const [name, { secrets, configs, networks, volumes, depends_on }] of services) {
      for (const secret of secrets) assert.ok(compose.secrets[secret], `${name}: ${secret}`);
      for (const { source } of configs)
        assert.ok(existsSync(join(root, compose.configs[source]?.file ?? 'none')), source);
      for (const network of networks) assert.ok(compose.networks[network], `${name}: ${network}`);
      for (const volume of volumes)
        assert.ok((volume.split(':')[0] ?? '') in compose.volumes, `${name}: ${volume}`);
      for (const other of Object.keys(depends_on)) assert.ok(compose.services[other], other);
    }
    const used = services.flatMap(([, { secrets }]) => secrets);
    assert.deepEqual(
      Object.keys(compose.secrets).filter((secret) => !used.includes(secret)),
      [],
    );
  });

  it('reads a secret only where it is given', () => {
    for (const [name, { environment, command, secrets }] of services) {
      const text = [...Object.values(environment), ...command].join(' ');
      for (const [, secret = ''] of text.matchAll(/\/run\/secrets\/(\w+)/g))
        assert.ok(secrets.includes(secret), `${name} reads ${secret}`);
    }
  });

  it('keeps every store from the world, and the bot on this machine', () => {
    for (const [name, { networks, ports }] of services) {
      if (name === 'app') continue;
      assert.deepEqual(networks, ['inside'], name);
      assert.deepEqual(ports, [], name);
    }
    assert.equal(compose.networks['inside']?.internal, true);
    assert.deepEqual(serviceOf(compose, 'app').ports, ['127.0.0.1:8080:8080']);
  });

  it('lets each part come back by itself, be asked for its health, and gain no rights', () => {
    for (const [name, { restart, healthcheck, security_opt, image }] of kept) {
      assert.equal(restart, 'unless-stopped', name);
      assert.deepEqual(security_opt, ['no-new-privileges:true'], name);
      assert.doesNotMatch(image, /latest/);
      if (name !== 'app') assert.ok(healthcheck, name);
    }
  });

  it('gives the bot its version, a read-only root, no rights, an init, and time to drain', () => {
    const app = serviceOf(compose, 'app');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(app.image, `aisha:${version}`);
    assert.ok(app.read_only && app.init);
    assert.deepEqual(app.tmpfs, ['/tmp:size=1g,mode=1777']);
    assert.deepEqual(app.cap_drop, ['ALL']);
    assert.deepEqual(app.volumes, []);
    const grace = Number(/^(\d+)s$/.exec(app.stop_grace_period ?? '')?.[1]);
    assert.ok(grace > 10, 'the bot drains for 10 s');
  });

  it('starts Redis append-only, and lets it evict nothing', () => {
    const { command } = serviceOf(compose, 'redis');
    const setting = (option: string) => command[command.indexOf(`--${option}`) + 1];
    assert.equal(setting('appendonly'), 'yes');
    assert.equal(setting('maxmemory-policy'), 'noeviction');
  });
});

describe('The secrets of compose.yaml', () => {
  it('are made by the script, each once', async (t) => {
    const { folder, make, read } = await makeSecrets(t);
    const first = await make();
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /Fill in .*telegram_bot_token\nFill in .*fal_key/);
    const names = Object.values(compose.secrets).map(({ file }) => file.replace('secrets/', ''));
    assert.deepEqual((await readdir(folder)).sort(), names.sort());
    const before = await Promise.all(names.map(read));
    assert.equal((await make()).code, 0);
    assert.deepEqual(await Promise.all(names.map(read)), before);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  for (const [way, variables] of [
    ['Redis', {}],
    ['Redis, whatever .env says of another', ELSEWHERE],
    ['the REST API of Upstash', UPSTASH],
  ] as const)
    it(`make a whole configuration with ${way}`, async (t) => {
      const { make, read } = await makeSecrets(t);
      await make();
      const secrets = new Map<string, string>();
      for (const name of Object.keys(compose.secrets)) secrets.set(name, await read(name));
      secrets.set('telegram_bot_token', TOKEN).set('fal_key', FAL_KEY);
      const { environment } = serviceOf(readCompose(variables), 'app');
      const given = {
        // As Compose puts them together: env_file first, and what compose.yaml names over it.
        values: { ...variables, ...environment },
        readFile: (path: string) => secrets.get(path.replace('/run/secrets/', '')) ?? '',
      };
      const config = forStart(readConfig(given));
      const token = secrets.get('upstash_token')?.trim();
      assert.equal(config.UPSTASH_REDIS_REST_TOKEN, token);
      assert.deepEqual(unheeded(given), []);
      assert.match(config.DATABASE_URL, /^postgres:\/\/aisha:[0-9a-f]{48}@postgres:5432\/aisha$/);
      assert.equal(config.S3_SECRET_ACCESS_KEY, secrets.get('s3_secret_access_key')?.trim());
      assert.equal(config.TELEGRAM_BOT_TOKEN, TOKEN);
      const password = secrets.get('redis_conf')?.trim().split(' ')[1];
      const redis = `redis://:${password}@redis:6379`;
      assert.equal(config.REDIS_URL, variables === UPSTASH ? undefined : redis);
      assert.equal(secrets.get('redis_url')?.trim(), redis);
      assert.equal(config.UPSTASH_REDIS_REST_URL !== undefined, variables === UPSTASH);
    });
});

describe('The buckets of compose.yaml', () => {
  it('are made private, for a user of few rights, however often', async (t) => {
    const { folder, make } = await makeSecrets(t);
    await make();
    const tools = join(folder, 'bin');
    await mkdir(tools);
    // Writes down what it is asked, and keeps the policy that it is given.
    const mc = `#!/bin/sh
echo "$*" >>"${folder}/asked"
[ "$2" != policy ] || [ "$3" != create ] || cp "$6" "${folder}/policy"
[ "$2" != policy ] || [ "$3" != attach ] || [ ! -e "${folder}/attached" ] || exit 1
[ "$2" != policy ] || [ "$3" != attach ] || touch "${folder}/attached"
[ "$2" != user ] || [ "$3" != info ] || echo 'PolicyName: aisha'
`;
    await writeFile(join(tools, 'mc'), mc);
    await chmod(join(tools, 'mc'), 0o755);
    const script = (await readFile(join(root, 'scripts/minio-setup.sh'), 'utf8'))
      .replaceAll('/run/secrets', folder)
      .replaceAll('/tmp/policy.json', join(folder, 'policy.json'));
    const { BUCKETS = '' } = serviceOf(compose, 'minio-setup').environment;
    const env = { PATH: `${tools}:/usr/bin:/bin`, BUCKETS };
    const secret = join(folder, 's3_secret_access_key');
    for (const empty of ['', '\n']) {
      await writeFile(secret, empty);
      const refused = await run(['/bin/sh', '-c', script], { cwd: folder, env });
      assert.notEqual(refused.code, 0);
      assert.match(refused.output, /the secret s3_secret_access_key is empty/);
    }
    await writeFile(secret, 'a-secret-without-an-end-of-line');
    for (let round = 0; round < 2; round += 1) {
      const { code, output } = await run(['/bin/sh', '-c', script], { cwd: folder, env });
      assert.equal(code, 0, output);
    }
    const asked = await readFile(join(folder, 'asked'), 'utf8');
    assert.match(asked, /^admin user add store aisha a-secret-without-an-end-of-line$/m);
    for (const bucket of ['imagen4', 'photos', 'avatars']) {
      assert.match(asked, new RegExp(`^mb --ignore-existing store/${bucket}$`, 'm'));
      assert.match(asked, new RegExp(`^anonymous set none store/${bucket}$`, 'm'));
    }
    const { Statement } = JSON.parse(await readFile(join(folder, 'policy'), 'utf8'));
    assert.equal(Statement[0].Resource.length, 6);
    assert.doesNotMatch(Statement[0].Action.join(), /\*|PutBucket|DeleteBucket|PutObjectAcl/);
  });
});

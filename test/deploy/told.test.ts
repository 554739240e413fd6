import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './read-compose.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The variables that the configuration's schema knows. */
const variables = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(
  ([, name = '']) => name,
);

describe('What an operator can set', () => {
  it('is seen', () => assert.ok(variables.length > 40 && variables.includes('S3_ENDPOINT')));

  it('stands in .env.example', () => {
    const example = read('.env.example');
    assert.deepEqual(
      variables.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example)),
      [],
    );
  });

  it('stands in the README', () => {
    const readme = read('README.md');
    assert.deepEqual(
      variables.filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });

  it('is read where Compose is told of it', () => {
    const compose = read('compose.yaml');
    const told = ['APP_REPLICAS', 'APP_PORTS', 'COMPOSE_REDIS_URL_FILE', 'COMPOSE_UPSTASH_URL'];
    for (const name of told) assert.ok(compose.includes(`\${${name}`), name);
  });
});

describe('A command of package.json', () => {
  it('that the README names is there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...read('README.md').matchAll(/\bbun run ([a-z][\w:]*)/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { validate } from 'dockerfile-utils';
import { root } from './read-compose.ts';
import {
  dockerfile,
  healthcheckOfImage,
  lastStage,
  readStages,
  variablesOfImage,
  wordsOfLast,
} from './read-dockerfile.ts';

const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const ignored = readFileSync(join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));
const { steps } = lastStage();
const keywords = steps.map(({ keyword }) => keyword);

describe('The Dockerfile', () => {
  it('is one without a fault that its linter knows', () => {
    assert.deepEqual(validate(dockerfile), []);
    assert.notDeepEqual(validate(dockerfile.replace('WORKDIR', 'WORKDIRE')), []);
  });

  it('takes the Bun that package.json wants, by its version', () => {
    const version = engines.bun.replace('>=', '');
    for (const { image } of readStages()) assert.equal(image, `oven/bun:${version}-slim`);
  });

  it('copies only what .dockerignore lets in, and lets in only what it copies', () => {
    const copied = readStages()
      .flatMap((stage) => stage.steps)
      .filter(({ keyword, flags }) => keyword === 'COPY' && flags['from'] === undefined)
      .flatMap(({ words }) => words.slice(0, -1));
    assert.equal(ignored[0], '*');
    assert.deepEqual(
      ignored.slice(1).sort(),
      [...new Set(copied)].map((source) => `!${source}`).sort(),
    );
    assert.ok(!copied.some((source) => /^(test|data|secrets|\.)/.test(source)));
  });

  it('ends as a user by number who is not root, after all that needs root', () => {
    const [user = ''] = wordsOfLast('USER');
    assert.match(user, /^[1-9]\d*:[1-9]\d*$/);
    const last = Math.max(keywords.lastIndexOf('RUN'), keywords.lastIndexOf('COPY'));
    assert.ok(keywords.indexOf('USER') > last);
    assert.ok(!keywords.includes('ADD'));
  });

  it('runs every command of the bot, and `start` of itself, without a shell', () => {
    assert.deepEqual(wordsOfLast('ENTRYPOINT'), ['bun', 'src/main.ts']);
    assert.deepEqual(wordsOfLast('CMD'), ['start']);
    for (const keyword of ['ENTRYPOINT', 'CMD'])
      assert.match(steps.findLast((step) => step.keyword === keyword)?.text ?? '', /^\[/);
  });

  it('asks for its health with Bun alone', () => {
    assert.equal(healthcheckOfImage()[0], 'bun');
  });

  it('sets what the script `start` sets, and no secret', () => {
    const start: string = scripts.start;
    const set = [...start.matchAll(/\b([A-Z]\w+)=(\S+)/g)].map(([, name, value]) => [name, value]);
    assert.ok(set.length > 0);
    assert.deepEqual(variablesOfImage(), { NODE_ENV: 'production', ...Object.fromEntries(set) });
    assert.doesNotMatch(dockerfile, /^(ENV|ARG).*(TOKEN|KEY|SECRET|PASSWORD)/m);
  });
});

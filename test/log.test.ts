import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, factsOf } from '../src/log.ts';

const TOKEN = '123456:canary-of-a-bot-token';

function written(run: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  run(createLog({ level: 'debug', secrets: [TOKEN], write: (line) => lines.push(line) }));
  return lines.join('');
}

test('a line is one JSON object with its facts', () => {
  const line = JSON.parse(written((log) => log.info('Ready', { port: 8080 })));
  assert.equal(line.msg, 'Ready');
  assert.equal(line.port, 8080);
});

test('a known secret is written nowhere, neither in the words nor in the facts', () => {
  const text = written((log) => log.warn(`to ${TOKEN}`, { error: `at /bot${TOKEN}/getMe` }));
  assert.doesNotMatch(text, /canary/);
  assert.match(text, /redacted/);
});

test("a key of FAL's is known by its shape", () => {
  const text = written((log) => log.error('sent', { header: 'Key abc-123:canary' }));
  assert.doesNotMatch(text, /canary/);
});

test('an error is written with its code and words, and without a stack', () => {
  const error = Object.assign(new Error('no answer'), { code: 'store-unreachable' });
  assert.deepEqual(factsOf(error), { code: 'store-unreachable', error: 'no answer' });
});

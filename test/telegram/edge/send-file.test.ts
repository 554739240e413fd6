import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import type { Outcome } from '../../../src/telegram/call-outcome.ts';
import { memoryFiles } from './begin.ts';

const arrived = {
  kind: 'ok',
  value: { photo: [{ file_id: 'f1' }] } as unknown as Message,
} as const;
const file = { key: 'banner', name: 'picture.jpg', bytes: async () => new Uint8Array([1]) };

type Send = (source: unknown) => Promise<Outcome<Message>>;

const isUpload = (source: unknown) => typeof source !== 'string';

test('people who open a new picture at once upload it once', async () => {
  const { files } = memoryFiles(1);
  const sources: unknown[] = [];
  const send: Send = async (source) => {
    sources.push(source);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return arrived;
  };
  await Promise.all(Array.from({ length: 20 }, () => files.sendOne(file, send)));
  assert.equal(sources.length, 20);
  assert.equal(sources.filter(isUpload).length, 1);
});

test('an upload that fails is taken up by the next who waits', async () => {
  const { files } = memoryFiles(1);
  const outcomes: Outcome<Message>[] = [{ kind: 'blocked' }, arrived, arrived];
  const sources: unknown[] = [];
  const send: Send = async (source) => {
    sources.push(source);
    return outcomes.shift() ?? arrived;
  };
  const sent = await Promise.all([1, 2, 3].map(() => files.sendOne(file, send)));
  assert.deepEqual(
    sent.map(({ kind }) => kind),
    ['blocked', 'ok', 'ok'],
  );
  assert.deepEqual(sources.map(isUpload), [true, true, false]);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readCapped } from '../../../src/images/read-capped.ts';
import { createFetchFile, type FetchFileOptions } from '../../../src/telegram/fetch-file.ts';
import { picture } from '../../demo/bot-api/talk.ts';
import { ANNA, beginTelegram, TOKEN } from './begin.ts';

/** A file that Telegram has, and what fetches it. */
async function begin(t: TestContext, more: Partial<FetchFileOptions> = {}) {
  const { telegram, url, phone } = await beginTelegram(t);
  const bytes = await picture(600, 400);
  const { InputFile } = await import('grammy/web');
  const sent = await telegram.results.sendDocument(ANNA, new InputFile(bytes, 'photo.jpg'));
  const fetchFile = createFetchFile({
    telegram,
    token: TOKEN,
    apiRoot: url,
    readBody: readCapped,
    ...more,
  });
  return { fetchFile, bytes, fileId: sent.document?.file_id ?? '', phone };
}

test('a file comes as it was sent', async (t) => {
  const { fetchFile, bytes, fileId } = await begin(t);
  const file = await fetchFile(fileId);
  assert.ok(file.kind === 'ok');
  assert.deepEqual(new Uint8Array(file.bytes), new Uint8Array(bytes));
});

test('a file that Telegram does not know is gone', async (t) => {
  const { fetchFile } = await begin(t);
  assert.deepEqual(await fetchFile('AgACAgIAAxkBAAInvented'), { kind: 'gone' });
});

test('a file that is too large is not read to its end', async (t) => {
  const readBody: typeof readCapped = (response) => readCapped(response, 1000);
  const { fetchFile, fileId } = await begin(t, { readBody });
  assert.deepEqual(await fetchFile(fileId), { kind: 'too-large' });
});

test('trouble on the way is for another try, and tells no token', async (t) => {
  const addresses: string[] = [];
  const broken = async (address: string): Promise<Response> => {
    addresses.push(address);
    throw new Error(`no way to ${address}`);
  };
  const { fetchFile, fileId } = await begin(t, { fetch: broken });
  assert.deepEqual(await fetchFile(fileId), { kind: 'later' });
  assert.match(addresses[0] ?? '', /\/file\/bot4242:AAE-stand-in\/documents\//);
  const down = await begin(t, { fetch: async () => new Response('', { status: 502 }) });
  assert.deepEqual(await down.fetchFile(down.fileId), { kind: 'later' });
  const moved = await begin(t, { fetch: async () => Response.redirect('http://127.0.0.1/x') });
  assert.deepEqual(await moved.fetchFile(moved.fileId), { kind: 'later' });
});

test('a fetch ends when nobody waits for it any more', async (t) => {
  const { fetchFile, fileId } = await begin(t);
  assert.deepEqual(await fetchFile(fileId, AbortSignal.abort()), { kind: 'later' });
});

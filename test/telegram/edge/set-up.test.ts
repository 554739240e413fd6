import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimiter } from '../../../src/telegram/limiter.ts';
import {
  type Profile,
  type Receiving,
  SetUpError,
  setUpTelegram,
} from '../../../src/telegram/set-up.ts';
import { createTelegram } from '../../../src/telegram/telegram-api.ts';
import { ANNA, beginTelegram, methodsOf } from './begin.ts';

const profile = (languageCode: Profile['languageCode'], word: string): Profile => ({
  languageCode,
  commands: [
    { command: 'start', description: `${word} 1` },
    { command: 'create', description: `${word} 2` },
  ],
  description: `${word} long`,
  shortDescription: `${word} short`,
});

const profiles = [profile('', 'Слово'), profile('ru', 'Слово'), profile('en', 'Word')];
const polling: Receiving = { by: 'polling' };
const hook: Receiving = { by: 'webhook', url: 'http://127.0.0.1:9/telegram', secret: 'S3cret_-' };

const isCoded = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof SetUpError && error.code === code && words.test(error.message);

test('commands and descriptions are registered in both languages', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const me = await setUpTelegram({ telegram, profiles, receiving: polling });
  assert.equal(me.id, telegram.botId);
  assert.equal(phone.commands(ANNA)[0]?.description, 'Слово 1');
  phone.person({ id: ANNA, firstName: 'Anna', languageCode: 'en' });
  assert.equal(phone.commands(ANNA)[0]?.description, 'Word 1');
  const { description } = await telegram.free.getMyDescription({ language_code: 'en' });
  assert.equal(description, 'Word long');
});

test('a second set-up sets nothing but how updates come', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  await setUpTelegram({ telegram, profiles, receiving: hook });
  const before = methodsOf(phone).length;
  await setUpTelegram({ telegram, profiles, receiving: hook });
  const again = methodsOf(phone).slice(before);
  assert.deepEqual(
    again.filter((method) => method.startsWith('set')),
    ['setWebhook'],
  );
});

test('the webhook is set with its secret, keeping what waits', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  await setUpTelegram({ telegram, profiles: [], receiving: hook });
  const { params } = phone.calls.find(({ method }) => method === 'setWebhook') ?? {};
  assert.equal(params?.['url'], hook.by === 'webhook' && hook.url);
  assert.equal(params?.['secret_token'], 'S3cret_-');
  assert.equal(params?.['drop_pending_updates'], false);
  const { allowed_updates } = await telegram.free.getWebhookInfo();
  assert.deepEqual(allowed_updates, [
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
  ]);
});

test('polling takes the webhook away', async (t) => {
  const { telegram } = await beginTelegram(t);
  await setUpTelegram({ telegram, profiles: [], receiving: hook });
  await setUpTelegram({ telegram, profiles: [], receiving: polling });
  assert.equal((await telegram.free.getWebhookInfo()).url, '');
});

test('a wrong token is refused by the name of its variable', async (t) => {
  const { url } = await beginTelegram(t);
  const telegram = createTelegram({ token: '1:no', apiRoot: url, limiter: createLimiter() });
  await assert.rejects(
    setUpTelegram({ telegram, profiles, receiving: polling }),
    isCoded('token-refused', /TELEGRAM_BOT_TOKEN/),
  );
});

test('Telegram out of reach is told as such', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  phone.down(true);
  await assert.rejects(
    setUpTelegram({ telegram, profiles, receiving: polling }),
    isCoded('telegram-unreachable', /TELEGRAM_API_ROOT/),
  );
});

test('what Telegram does not take is told in its words', async (t) => {
  const { telegram } = await beginTelegram(t);
  const plain: Receiving = { by: 'webhook', url: 'http://example.org/', secret: 'S' };
  await assert.rejects(
    setUpTelegram({ telegram, profiles: [], receiving: plain }),
    isCoded('set-up-refused', /HTTPS/),
  );
});

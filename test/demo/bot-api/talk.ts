import type { TestContext } from 'node:test';
import { Api, GrammyError } from 'grammy';
import sharp from 'sharp';
import { type BotApiOptions, createBotApi } from '../../../src/demo/bot-api/bot-api.ts';
import { serve } from '../../serve.ts';

export const TOKEN = '4242:AAE-stand-in';
export const ANNA = 11;
export const BORIS = 12;

/** A stand-in that listens, the real grammY client for it, and Anna, who has pressed Start. */
export async function beginTalk(t: TestContext, options: Partial<BotApiOptions> = {}) {
  const telegram = createBotApi({ token: TOKEN, ...options });
  const server = await serve(telegram.app);
  t.after(async () => {
    telegram.close();
    await server.close();
  });
  telegram.person({ id: ANNA, firstName: 'Анна', languageCode: 'ru' });
  telegram.person({ id: BORIS, firstName: 'Борис', languageCode: 'ru' });
  telegram.say(ANNA, '/start');
  const api = new Api(TOKEN, { apiRoot: server.url });
  return { telegram, api, url: server.url };
}

/** A clock that a test moves by hand. */
export function handClock(start = Date.UTC(2026, 0, 1)) {
  let at = start;
  return {
    now: () => at,
    pass: (ms: number) => {
      at += ms;
    },
  };
}

/** A plain picture of the given size. */
export const picture = (width: number, height: number, color = '#7a5cff'): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 3, background: color } })
    .jpeg()
    .toBuffer();

/** For `assert.rejects`: Telegram refused in these words. */
export const refused =
  (description: string, code = 400) =>
  (error: unknown) =>
    error instanceof GrammyError && error.description === description && error.error_code === code;

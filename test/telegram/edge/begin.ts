import type { TestContext } from 'node:test';
import type { BotApi } from '../../../src/demo/bot-api/bot-api.ts';
import { createLimiter } from '../../../src/telegram/limiter.ts';
import { createFileSender } from '../../../src/telegram/send-file.ts';
import { createTelegram, type Timeouts } from '../../../src/telegram/telegram-api.ts';
import { beginTalk, picture, TOKEN } from '../../demo/bot-api/talk.ts';

export { ANNA, BORIS, TOKEN } from '../../demo/bot-api/talk.ts';

type Options = { now?: () => number; timeouts?: Timeouts };

/** Short enough that a test need not wait, long enough for a busy machine. */
export const impatient: Timeouts = { callMs: 100, uploadMs: 2000, pollMs: 2000 };

/** The real client on a stand-in that listens, and Anna, who has pressed Start. */
export async function beginTelegram(t: TestContext, { now, timeouts }: Options = {}) {
  const { telegram: phone, url } = await beginTalk(t, now ? { now } : {});
  const limiter = createLimiter();
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: url,
    limiter,
    ...(timeouts ? { timeouts } : {}),
  });
  return { phone, telegram, limiter, url };
}

/** file_ids in memory, and who was asked for bytes. */
export function memoryFiles(botId: number) {
  const ids = new Map<string, string>();
  const files = createFileSender({
    botId,
    files: {
      get: async (key) => ids.get(key) ?? null,
      set: async (key, id) => void ids.set(key, id),
    },
  });
  return { ids, files };
}

/** The calls after the first /start, by method. */
export const methodsOf = (phone: BotApi): readonly string[] =>
  phone.calls.map(({ method }) => method);

/** Pictures that differ by their key, and how often each was drawn. */
export function drawer() {
  const drawn: string[] = [];
  const draw = async (key: string): Promise<Uint8Array> => {
    drawn.push(key);
    const hue = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
    return picture(64, 64, `hsl(${hue}, 60%, 50%)`);
  };
  return { draw, drawn };
}

import { tooManyRequests } from './errors.ts';

type Bucket = { tokens: number; at: number };

const CHAT_PER_SECOND = 1;
/** A short burst in one chat passes, as with Telegram. */
const CHAT_BURST = 5;
const BOT_PER_SECOND = 30;

/** Telegram's flood limits: about one message a second in a chat, thirty a second in all. */
export function createRates(now: () => number) {
  const buckets = new Map<string, Bucket>();

  function take(key: string, perSecond: number, burst: number) {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    if (tokens < 1) throw tooManyRequests(Math.max(1, Math.ceil((1 - tokens) / perSecond)));
    buckets.set(key, { tokens: tokens - 1, at });
  }

  return {
    spend(chatId: number) {
      take('bot', BOT_PER_SECOND, BOT_PER_SECOND);
      take(`chat:${chatId}`, CHAT_PER_SECOND, CHAT_BURST);
    },
  };
}

export type Rates = ReturnType<typeof createRates>;

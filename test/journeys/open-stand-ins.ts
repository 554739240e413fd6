import { type BotApi, createBotApi } from '../../src/demo/bot-api/bot-api.ts';
import { createFal, type Fal } from '../../src/demo/fal/create-fal.ts';
import { type Server, serve } from '../serve.ts';

export const TOKEN = '7000000:a-token-of-nobody-for-the-tests';
export const FAL_KEY = 'test-id:test-secret';
export const ACCOUNT = 'our-account';

/** So slow that a test must begin and complete every job by hand. */
export const BY_HAND = { queueMs: 3_600_000, renderMs: 3_600_000 };
const QUICK = { queueMs: 5, renderMs: 5 };

export interface StandInsOptions {
  readonly stages?: {
    readonly queueMs: number;
    readonly renderMs: number;
    readonly trainMs?: number;
  };
  readonly now?: () => number;
}

export interface StandIns {
  readonly telegram: BotApi;
  readonly telegramUrl: string;
  readonly fal: Fal;
  readonly falUrl: string;
  /** Nothing listens at FAL's address until it is opened again. */
  closeFal(): Promise<void>;
  openFal(): Promise<void>;
  close(): Promise<void>;
}

/** Telegram and FAL on ports of their own, with every limit that the stand-ins know. */
export async function openStandIns({
  stages = QUICK,
  now = Date.now,
}: StandInsOptions = {}): Promise<StandIns> {
  const telegram = createBotApi({ token: TOKEN, now, backoffMs: () => 20 });
  const fal = createFal({
    keys: [FAL_KEY],
    now,
    stages,
    concurrency: 50,
    accountId: ACCOUNT,
    webhooks: { repeatMs: [20, 20, 100, 100, 500, 500] },
  });
  const botApi = await serve(telegram.app);
  let falServer: Server | undefined = await serve(fal.app);
  const { url: falUrl, port } = falServer;
  const closeFal = async () => {
    const closing = falServer;
    falServer = undefined;
    await closing?.close();
  };
  return {
    telegram,
    telegramUrl: botApi.url,
    fal,
    falUrl,
    closeFal,
    openFal: async () => {
      falServer = await serve(fal.app, port);
    },
    close: async () => {
      telegram.close();
      fal.close();
      await Promise.all([botApi.close(), closeFal()]);
    },
  };
}

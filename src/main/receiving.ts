import { Hono } from 'hono';
import type { Handle } from '../../db/open.ts';
import type { Language } from '../../machines/chat/types.ts';
import { type Config, ConfigError, isShared } from '../config.ts';
import type { Condition } from '../http/health.ts';
import { createLookedLately } from '../http/looked-lately.ts';
import type { Room } from '../http/room.ts';
import { factsOf, type Log } from '../log.ts';
import { outcomeOf } from '../telegram/call-outcome.ts';
import { createLongPoll } from '../telegram/long-poll.ts';
import { profile } from '../telegram/screens/profile.ts';
import { type Profile, type Receiving, SetUpError, setUpTelegram } from '../telegram/set-up.ts';
import type { Edge } from '../telegram/take-update.ts';
import type { Telegram } from '../telegram/telegram-api.ts';
import { createWebhook } from '../telegram/webhook.ts';
import type { Words } from '../telegram/words.ts';
import { createSoleWork } from './sole-work.ts';

const SET_UP_AGAIN_MS = 5_000;
const WEBHOOK_PATH = '/telegram/webhook';

export interface ReceivingNeeds {
  readonly config: Config;
  readonly db: Handle;
  readonly telegram: Telegram;
  readonly words: Words;
  readonly take: Edge['take'];
  /** Where updates are while they are under way. */
  readonly room: Room;
  /** The bot's name without the @, once Telegram has told it. */
  readonly onNamed: (name: string) => void;
  readonly log: Log;
  readonly now: () => number;
}

/** How updates come in: by webhook where PUBLIC_URL is set, else by polling. */
export interface UpdateReceiver {
  readonly routes: Hono;
  /** Sets Telegram up, again and again while it does not answer. @throws ConfigError for a refused token. */
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly condition: () => Promise<Condition>;
}

export function createUpdateReceiver(needs: ReceivingNeeds): UpdateReceiver {
  const { config, telegram, words, take, room, onNamed, log, now } = needs;
  const report = (code: string, error: unknown) => log.warn(code, factsOf(error));
  const receiving = receivingOf(config);
  const polling = receiving.by === 'polling' ? createPolling(needs, report) : undefined;
  const profiles = profilesOf(words, config.DEFAULT_LANGUAGE);
  let isSetUp = false;
  const lately = createLookedLately({ now, look: async () => conditionOf(telegram) });
  let isStopped = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const postpone = (error: SetUpError) => {
    if (isStopped) return;
    log.error('Telegram is not set up yet', factsOf(error));
    again = setTimeout(() => {
      setUp().catch((cause) => report('set-up-failed', cause));
    }, SET_UP_AGAIN_MS);
  };

  const setUp = async (): Promise<void> => {
    try {
      const { username } = await setUpTelegram({ telegram, profiles, receiving });
      onNamed(username);
      isSetUp = true;
      if (!isStopped) polling?.start();
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      // A token that was taken once may be refused for a moment; one refused at once is wrong.
      if (error.code === 'token-refused' && !again) throw new ConfigError([error.message]);
      postpone(error);
    }
  };

  const routes = new Hono();
  if (receiving.by === 'webhook')
    routes.route(
      WEBHOOK_PATH,
      createWebhook({ secret: receiving.secret, admit: room.admit, take, report }),
    );

  return {
    routes,
    start: setUp,
    stop: async () => {
      isStopped = true;
      clearTimeout(again);
      await Promise.all([polling?.stop(), room.close()]);
    },
    condition: async () =>
      isSetUp ? lately.condition() : { state: 'degraded', detail: 'not set up yet' },
  };
}

/** Telegram gives its updates to one poller: of several instances the one that holds the lock. */
function createPolling(
  { config, db, telegram, take }: ReceivingNeeds,
  report: (code: string, error: unknown) => void,
) {
  const open = () => createLongPoll({ telegram, take, report });
  if (!isShared(config)) return open();
  const begin = () => {
    const longPoll = open();
    longPoll.start();
    return longPoll;
  };
  const onError = (error: unknown) => report('polling-lock-failed', error);
  return createSoleWork({ db, name: 'polling', begin, onError });
}

async function conditionOf({ free: api }: Telegram): Promise<Condition> {
  const { kind } = await outcomeOf(api.getMe());
  return kind === 'ok' ? { state: 'ok' } : { state: 'degraded', detail: kind };
}

const receivingOf = ({ PUBLIC_URL, TELEGRAM_WEBHOOK_SECRET = '' }: Config): Receiving =>
  PUBLIC_URL === undefined
    ? { by: 'polling' }
    : { by: 'webhook', url: `${PUBLIC_URL}${WEBHOOK_PATH}`, secret: TELEGRAM_WEBHOOK_SECRET };

function profilesOf(words: Words, usual: Language): readonly Profile[] {
  const inLanguage = (language: Language, languageCode: Profile['languageCode']) => ({
    languageCode,
    ...profile(words(language)),
  });
  return [inLanguage(usual, ''), inLanguage('ru', 'ru'), inLanguage('en', 'en')];
}

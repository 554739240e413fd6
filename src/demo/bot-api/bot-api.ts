import { Hono } from 'hono';
import { pageRoutes } from '../page/routes.ts';
import type { Trouble } from '../page/trouble-routes.ts';
import { createAnswerer, refusal } from './answer-call.ts';
import { createCallLog } from './calls.ts';
import { ApiError } from './errors.ts';
import { createEvents } from './events.ts';
import { createFaults } from './faults.ts';
import { createFiles } from './files.ts';
import type { Parts } from './methods/method.ts';
import { createPeople } from './people.ts';
import { createProfile } from './profile.ts';
import { createQueries } from './queries.ts';
import { createRates } from './rates.ts';
import { createState } from './state.ts';
import type { User } from './types.ts';
import { createUpdates } from './updates.ts';
import { createWebhook, webhookBackoffMs } from './webhook.ts';

export type BotApiOptions = {
  token: string;
  /** The clock, in milliseconds. */
  now?: () => number;
  botName?: string;
  botUsername?: string;
  /** Refuse what goes over Telegram's flood limits with 429; off unless asked for. */
  enforceRates?: boolean;
  /** What the page can order to go wrong; without it, it offers nothing. */
  trouble?: Trouble;
  /** Milliseconds before a webhook call is sent again; Telegram's own steps unless given. */
  backoffMs?: (attempt: number) => number;
};

/** A bot's id is the number its token begins with. */
const botId = (token: string) => Number(/^\d+/.exec(token)?.[0] ?? 1);

function createParts(options: BotApiOptions, bot: User, isDown: () => boolean, onReply: OnReply) {
  const { token, now = Date.now, backoffMs = webhookBackoffMs } = options;
  const events = createEvents();
  const updates = createUpdates({ now });
  const webhook = createWebhook({ updates, now, backoffMs, isDown, onReply });
  const parts: Parts = {
    now,
    events,
    updates,
    webhook,
    state: createState({ bot, now, events }),
    files: createFiles(token),
    profile: createProfile(),
    queries: createQueries({ now, events }),
    ...(options.enforceRates ? { rates: createRates(now) } : {}),
  };
  return parts;
}

type OnReply = (reply: Record<string, unknown>) => void;

/**
 * A Bot API on this machine: `app` answers a real bot over HTTP, the other members act as people
 * with phones and as a test that looks on. Needs no network and keeps nothing on disk.
 */
export function createBotApi(options: BotApiOptions) {
  const { token, botName = 'AISHA', botUsername = 'aisha_demo_bot', now = Date.now } = options;
  const bot = { id: botId(token), is_bot: true, first_name: botName, username: botUsername };
  const faults = createFaults();
  const log = createCallLog(now);
  const parts = createParts(options, bot, faults.isDown, ({ method, ...params }) => {
    const signal = new AbortController().signal;
    void answerer.answerInput(String(method), { params, uploads: new Map() }, signal);
  });
  const answerer = createAnswerer({ parts, faults, log });
  const people = createPeople(parts);

  const app = new Hono();
  const unauthorized = () => refusal(new ApiError(401, 'Unauthorized'));
  const notFound = () => refusal(new ApiError(404, 'Not Found'));

  app.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', (c) =>
    c.req.param('bot') === `bot${token}`
      ? answerer.answer(c.req.param('method'), c.req.raw)
      : unauthorized(),
  );
  app.get('/file/:bot{bot[^/]+}/:path{.+}', async (c) => {
    if (c.req.param('bot') !== `bot${token}`) return unauthorized();
    if (faults.isDown()) return c.text('Bad Gateway', 502);
    const file = await parts.files.open({ path: c.req.param('path') });
    if (!file) return notFound();
    return c.body(new Uint8Array(file.bytes), 200, { 'Content-Type': file.mime });
  });
  const { trouble } = options;
  app.route('/', pageRoutes({ people, parts, ...(trouble ? { trouble } : {}) }));

  return {
    app,
    bot,
    ...people,
    calls: log.calls,
    commands: (personId: number) => {
      const { language_code = '' } = parts.state.person(personId);
      return parts.profile.commandsFor(personId, language_code);
    },
    /** Updates the bot has not taken yet. */
    pendingUpdates: () => parts.updates.pending().map((item) => item.update),
    /** Presses the bot has not answered yet, by query id. */
    openQueries: () => parts.queries.open(),
    subscribe: parts.events.subscribe,
    waitFor: parts.events.waitFor,
    failNext: faults.failNext,
    hang: faults.hang,
    loseAnswer: faults.loseAnswer,
    down: faults.down,
    /** Ends waiting polls and webhook deliveries. */
    close() {
      faults.releaseAll();
      parts.webhook.close();
      parts.updates.stop();
    },
  };
}

export type BotApi = ReturnType<typeof createBotApi>;

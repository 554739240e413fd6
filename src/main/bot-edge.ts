import { nanoid } from 'nanoid';
import { keepDeadUpdate } from '../../db/dead-updates.ts';
import type { Handle } from '../../db/open.ts';
import type { Dispatched as ShellDispatched } from '../actors/dispatch.ts';
import type { Config } from '../config.ts';
import { findStyle } from '../fal/styles.ts';
import { factsOf, type Log } from '../log.ts';
import { idea, surprise } from '../telegram/ideas.ts';
import { toast } from '../telegram/screens/toast.ts';
import { createEdge, type Dispatched, type Edge } from '../telegram/take-update.ts';
import type { Words } from '../telegram/words.ts';
import type { Core } from './core/core.ts';
import { createPeoplePorts, isForAnother, isUnavailable } from './edge-ports.ts';
import { createFacts } from './facts.ts';
import type { Metrics } from './metrics.ts';
import type { Alert } from './operator.ts';
import type { TelegramSide } from './telegram-side.ts';

export interface BotEdgeNeeds {
  readonly config: Config;
  /** Keys the hashes of people's ids. */
  readonly secret: string;
  readonly db: Handle;
  readonly core: Core;
  readonly telegramSide: TelegramSide;
  readonly words: Words;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly alert: Alert;
  readonly now: () => number;
}

/** Takes updates in: from Telegram's words to a saved step of the person's chart. */
export function createBotEdge(needs: BotEdgeNeeds): Edge {
  const { config, secret, db, core, telegramSide, words, log, metrics, alert, now } = needs;
  const { dispatch } = core.shell;
  const report = (code: string, error: unknown) => log.warn(code, factsOf(error));

  const edge = createEdge({
    ...createPeoplePorts({
      db,
      now,
      newId: () => nanoid(),
      secret,
      welcomeCoins: config.WELCOME_COINS,
      defaultLanguage: config.DEFAULT_LANGUAGE,
      onReachable: core.wakeAll,
    }),
    facts: createFacts(db, now),
    dispatchChat: async (telegramId, personId, delivery, event) =>
      answered(
        await dispatch(
          `chat:${telegramId}`,
          { kind: 'event', event, delivery },
          { input: { personId } },
        ),
      ),
    dispatchGeneration: async (id, delivery, event) =>
      answered(await dispatch(`generation:${id}`, { kind: 'event', event, delivery })),
    dispatchTraining: async (id, delivery, event) =>
      answered(await dispatch(`avatar:${id}`, { kind: 'event', event, delivery })),
    newId: () => nanoid(),
    style: (id, language) => {
      const known = findStyle(id);
      return known ? words(language)(known.titleKey) : null;
    },
    idea: (which, language) =>
      which === 'surprise'
        ? surprise(Math.random(), language)
        : (idea(which, language)?.description ?? null),
    answer: telegramSide.answer,
    toast: (key, language) => toast(key, words(language ?? config.DEFAULT_LANGUAGE)),
    leaveGroup: telegramSide.leaveGroup,
    deadLetter: async ({ update, telegramId, error }) => {
      const { update_id } = update;
      const kept = { body: JSON.stringify(update), error: String(error), created_at: now() };
      await keepDeadUpdate(db, { update_id, telegram_id: telegramId, ...kept });
      alert('update', `An update could not be taken and was put aside: ${update_id}`);
      report('update-dead', error);
    },
    isUnavailable,
    isForAnother,
    report,
  });

  return {
    ...edge,
    take: async (update) => {
      const done = metrics.updateSeconds.startTimer();
      const taken = await edge.take(update);
      done();
      metrics.updates.inc({ outcome: taken.kind });
      return taken;
    },
  };
}

/** Guarantee: `answer` is the charts' only reply, and its params are `{ text }` of their own keys. */
function answered<Key extends string>(dispatched: ShellDispatched): Dispatched<Key> {
  if (dispatched.kind === 'taken') {
    const answers = dispatched.replies.map(({ params }) => (params as { text: Key }).text);
    return { kind: 'taken', answers };
  }
  return { kind: dispatched.kind === 'repeated' ? 'repeated' : 'ignored', answers: [] };
}

import type { Language } from '../../machines/chat/types.ts';
import { createRecent } from './recent.ts';
import type { ToastKey } from './screens/toast.ts';

export type { ToastKey } from './screens/toast.ts';

export interface AnswerPorts {
  /** Answers at Telegram; a query that is too old counts as answered. */
  readonly answer: (callbackQueryId: string, text: string | null) => Promise<unknown>;
  /** `language` null: not known yet. */
  readonly toast: (key: ToastKey, language: Language | null) => string;
  readonly report: (code: string, error: unknown) => void;
}

/** A press that Telegram sends again within its 150 s is found here; more are not under way. */
const REMEMBERED_PRESSES = 10_000;

/** At Telegram at a time: a thousand would be a hundred connections and more. */
const ANSWERS_AT_ONCE = 32;

/** All that is kept of an answer that waits: in a rush there are thousands. */
interface Waiting {
  readonly callbackQueryId: string;
  readonly key: ToastKey | null;
  readonly language: Language | null;
}

/** Answers each press once, few at a time, and nobody waits for it. */
export function createAnswers({ answer, toast, report }: AnswerPorts) {
  const answered = createRecent<true>(REMEMBERED_PRESSES);
  const waiting = new Set<Waiting>();
  const senders = new Set<Promise<void>>();

  async function send({ callbackQueryId, key, language }: Waiting) {
    try {
      await answer(callbackQueryId, key && toast(key, language));
    } catch (error) {
      report('press-unanswered', error);
    }
  }

  /** The oldest first, also of those that come meanwhile. */
  async function sendAll() {
    for (const next of waiting) {
      waiting.delete(next);
      await send(next);
    }
  }

  function startSender() {
    const sender = sendAll();
    senders.add(sender);
    void sender.then(() => {
      senders.delete(sender);
      if (waiting.size > 0) startSender();
    });
  }

  return {
    once(callbackQueryId: string, key: ToastKey | null, language: Language | null) {
      if (answered.get(callbackQueryId)) return;
      answered.set(callbackQueryId, true);
      waiting.add({ callbackQueryId, key, language });
      if (senders.size < ANSWERS_AT_ONCE) startSender();
    },
    /** Resolves when no answer is under way. */
    async idle() {
      while (senders.size > 0) await Promise.all(senders);
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;

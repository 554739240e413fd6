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

/** Answers each press once, and nobody waits for it. */
export function createAnswers({ answer, toast, report }: AnswerPorts) {
  const answered = createRecent<true>(REMEMBERED_PRESSES);
  const underWay = new Set<Promise<void>>();

  async function send(callbackQueryId: string, text: string | null) {
    try {
      await answer(callbackQueryId, text);
    } catch (error) {
      report('press-unanswered', error);
    }
  }

  return {
    once(callbackQueryId: string, key: ToastKey | null, language: Language | null) {
      if (answered.get(callbackQueryId)) return;
      answered.set(callbackQueryId, true);
      const sent = send(callbackQueryId, key && toast(key, language));
      underWay.add(sent);
      void sent.then(() => underWay.delete(sent));
    },
    /** Resolves when no answer is under way. */
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;

import { describeFailure, type Outcome, outcomeOf } from './call-outcome.ts';
import type { Telegram } from './telegram-api.ts';

/** Telegram's limit for the words of an answer. */
const MAX_CHARACTERS = 200;

/** Answers a press at Telegram. Throws only when no answer came; too late is done. */
export const createAnswerQuery =
  (telegram: Telegram) =>
  async (callbackQueryId: string, text: string | null): Promise<void> => {
    const call = telegram.free.answerCallbackQuery(
      callbackQueryId,
      text === null ? {} : { text: text.slice(0, MAX_CHARACTERS) },
    );
    const outcome: Outcome<true> = await outcomeOf(call);
    if (outcome.kind === 'ok' || outcome.kind === 'too-old-query') return;
    throw new Error(`A press was not answered: ${describeFailure(outcome)}`);
  };

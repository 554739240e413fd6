import { badRequest } from './errors.ts';
import type { Events } from './events.ts';
import type { Answer } from './types.ts';

/** A press must be answered within about this time, once. */
const ANSWER_WITHIN_MS = 150_000;

type Query = { personId: number; chatId: number; messageId: number; at: number };

type Open = Query & { answer: (answer: Answer) => void };

/** Presses that wait for `answerCallbackQuery`. */
export function createQueries({ now, events }: { now: () => number; events: Events }) {
  const open = new Map<string, Open>();
  let lastId = 4_300_000_000_000_000n;

  return {
    begin(press: Omit<Query, 'at'>) {
      lastId += 7n;
      const { promise, resolve } = Promise.withResolvers<Answer>();
      open.set(String(lastId), { ...press, at: now(), answer: resolve });
      return { queryId: String(lastId), answered: promise };
    },
    answer(queryId: string, answer: Answer) {
      const query = open.get(queryId);
      if (!query || now() - query.at > ANSWER_WITHIN_MS) {
        const reason = 'query is too old and response timeout expired or query ID is invalid';
        throw badRequest(reason);
      }
      open.delete(queryId);
      query.answer(answer);
      const { chatId, personId, messageId } = query;
      events.emit({ type: 'answer', chatId, personId, messageId, queryId, answer });
    },
    /** Queries the bot has not answered yet. */
    open: () => [...open.keys()],
  };
}

export type Queries = ReturnType<typeof createQueries>;

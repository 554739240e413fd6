import type { Answer, ShownMessage, User } from './types.ts';

/** What a phone learns as it happens. */
export type PhoneEvent =
  | { type: 'person'; person: User; blocked: boolean }
  | { type: 'message'; chatId: number; message: ShownMessage }
  | { type: 'removed'; chatId: number; messageIds: number[] }
  | { type: 'action'; chatId: number; action: string }
  | {
      type: 'answer';
      chatId: number;
      personId: number;
      messageId: number;
      queryId: string;
      answer: Answer;
    }
  | { type: 'commands' }
  | { type: 'called' };

type Listener = (event: PhoneEvent) => void;

export type WaitOptions = { timeoutMs?: number; what?: string };

type Present<T> = Exclude<NonNullable<T>, false>;

const isPresent = <T>(value: T): value is T & Present<T> =>
  value !== undefined && value !== null && value !== false;

/** A plain list of listeners; `waitFor` looks again after every event. */
export function createEvents() {
  const listeners = new Set<Listener>();

  function subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function emit(event: PhoneEvent) {
    for (const listener of [...listeners]) listener(event);
  }

  /** Resolves with the first truthy value of `look`; rejects after `timeoutMs` (5 s). */
  function waitFor<T>(
    look: () => T,
    { timeoutMs = 5000, what = 'the awaited state' }: WaitOptions = {},
  ): Promise<Present<T>> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        unsubscribe();
      };
      const attempt = () => {
        try {
          const value = look();
          if (!isPresent(value)) return;
          stop();
          resolve(value);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        unsubscribe();
        reject(new Error(`${what} did not come within ${timeoutMs} ms`));
      }, timeoutMs);
      const unsubscribe = subscribe(attempt);
      attempt();
    });
  }

  return { subscribe, emit, waitFor };
}

export type Events = ReturnType<typeof createEvents>;

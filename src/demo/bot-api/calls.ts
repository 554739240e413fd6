import type { Params } from './params.ts';

/** One call of a method by the bot. */
export type CallRecord = {
  method: string;
  params: Params;
  /** Milliseconds, by the injected clock. */
  at: number;
  /** Absent while the call is under way. */
  status?: number;
  /** What Telegram said when it refused. */
  description?: string;
  result?: unknown;
};

const MAX_CALLS = 10_000;

/** The last calls, oldest first; getUpdates is left out. */
export function createCallLog(now: () => number) {
  const calls: CallRecord[] = [];
  return {
    calls,
    begin(method: string, params: Params): CallRecord {
      const record: CallRecord = { method, params, at: now() };
      if (method === 'getUpdates') return record;
      calls.push(record);
      if (calls.length > MAX_CALLS) calls.shift();
      return record;
    },
  };
}

export type CallLog = ReturnType<typeof createCallLog>;

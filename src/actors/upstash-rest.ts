import { Redis } from '@upstash/redis';
import * as v from 'valibot';
import { createCommandBatches, type Outcome } from './command-batches.ts';
import type { RedisConnection } from './redis-tcp.ts';
import { StoreError } from './store-error.ts';

/** Longer than any batch takes, shorter than every lease. */
const DEADLINE_MS = 3000;
/** Bounds what is unknown when one request gets no answer. */
const BATCH_SIZE = 64;
const BATCHES_AT_ONCE = 8;

export interface UpstashAddress {
  readonly url: string;
  readonly token: string;
}

export interface UpstashOptions {
  /** How long a request may take, in milliseconds. */
  readonly deadlineMs?: number;
}

/** The package knows commands one by one; batches of any go by its own client. */
class RestClient extends Redis {
  pipelined(commands: readonly string[][]): Promise<unknown> {
    return this.client.request({ path: ['pipeline'], body: commands });
  }
}

/**
 * Each request is sent once: what got no answer may have been carried out. The package counts
 * `retry: false` as one further try, and takes an aborted request for an answer unless `signal` is
 * a function.
 */
const createClient = ({ url, token }: UpstashAddress, deadlineMs: number) =>
  new RestClient({
    url,
    token,
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(deadlineMs),
    automaticDeserialization: false,
    responseEncoding: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
  });

const AnswerSchema = v.array(
  v.union([v.looseObject({ error: v.string() }), v.looseObject({ result: v.unknown() })]),
);

/** Redis's own word on each command. */
function outcomesOf(answer: unknown, count: number): readonly Outcome[] {
  const replies = v.parse(AnswerSchema, answer);
  if (replies.length !== count) throw new Error(`${replies.length} answers to ${count} commands`);
  return replies.map((reply) =>
    'error' in reply ? { error: new Error(String(reply.error)) } : { reply: reply.result },
  );
}

/** Why a request failed, without the commands that the package writes behind it. */
function reasonOf(error: unknown): string {
  const { message = String(error) } = Object(error) as { message?: string };
  const [reason = ''] = message.split(', command was: ');
  return reason;
}

/** The REST API itself refuses: the token is wrong, or may not do this. */
const isRefusal = (reason: string) => /^(WRONGPASS|NOPERM|NOAUTH|Unauthorized)\b/i.test(reason);

/**
 * Speaks to Redis by Upstash's REST API. Commands of one moment share a request; a command without
 * an answer fails with a StoreError `store-unreachable`, and none is sent twice; where the token is
 * refused, with `store-failed`.
 */
export async function connectUpstash(
  address: UpstashAddress,
  { deadlineMs = DEADLINE_MS }: UpstashOptions = {},
): Promise<RedisConnection> {
  const client = createClient(address, deadlineMs);
  const { host } = new URL(address.url);
  let isOpen = true;

  const carry = async (commands: readonly string[][]) => {
    try {
      return outcomesOf(await client.pipelined(commands), commands.length);
    } catch (error) {
      const reason = reasonOf(error);
      if (isRefusal(reason))
        throw new StoreError('store-failed', `Redis at ${host} refuses the token: ${reason}`);
      throw new StoreError('store-unreachable', `Redis at ${host} does not answer: ${reason}`);
    }
  };
  const sendBatched = createCommandBatches({ carry, size: BATCH_SIZE, atOnce: BATCHES_AT_ONCE });

  const send = async (command: string[]) => {
    if (!isOpen) throw new StoreError('store-closed', 'the connection to Redis is closed');
    return sendBatched(command);
  };
  const ping = async () => void (await send(['PING']));
  await ping();
  return {
    send,
    ping,
    close: async () => {
      isOpen = false;
    },
  };
}

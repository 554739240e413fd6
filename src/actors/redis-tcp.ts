import { Redis } from 'ioredis';
import type { SendCommand } from './redis-store.ts';
import { StoreError } from './store-error.ts';

/** Longer than any command takes, shorter than every lease. */
const DEADLINE_MS = 3000;
const RECONNECT_MAX_MS = 2000;

export interface RedisConnection {
  readonly send: SendCommand;
  /** Rejects when Redis does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Redis's word on one command; texts are bytes. */
export type RawReply = { readonly result: unknown } | { readonly error: string };

export interface RedisTcpConnection extends RedisConnection {
  /**
   * Sends commands in a row, with nothing of this connection between them. Rejects with a
   * StoreError `store-unreachable` when one of them got no answer.
   */
  sendRow(commands: readonly string[][]): Promise<readonly RawReply[]>;
}

export interface RedisTcpOptions {
  /** How long a command or a connection attempt may take, in milliseconds. */
  readonly deadlineMs?: number;
}

/**
 * Connects to `redis://` or `rediss://` and reconnects by itself from then on. While Redis is out
 * of reach every command fails at once with a StoreError `store-unreachable`: nothing is queued,
 * and nothing is sent twice, since a command without an answer may have been carried out.
 */
export async function connectRedis(
  url: string,
  { deadlineMs = DEADLINE_MS }: RedisTcpOptions = {},
): Promise<RedisTcpConnection> {
  const client = createClient(url, deadlineMs);
  const unreachable = (cause: unknown) =>
    new StoreError('store-unreachable', `Redis at ${new URL(url).host} does not answer`, cause);

  let lastError: unknown;
  // Without a listener the process would end; commands tell their callers by themselves.
  client.on('error', (error) => {
    lastError = error;
  });
  await client.connect().catch((error) => {
    client.disconnect();
    throw unreachable(lastError ?? error);
  });

  const send: SendCommand = ([name = '', ...args]) =>
    client.call(name, args).catch((error) => {
      throw isReply(error) ? error : unreachable(error);
    });
  const sendRaw = ([name = '', ...args]: string[]): Promise<RawReply> =>
    client.callBuffer(name, args).then(
      (result) => ({ result }),
      (error) => {
        if (isReply(error)) return { error: error.message };
        throw unreachable(error);
      },
    );
  return {
    send,
    sendRow: (commands) => Promise.all(commands.map(sendRaw)),
    ping: async () => void (await send(['PING'])),
    close: async () => {
      if (client.status === 'ready') await client.quit().catch(() => undefined);
      client.disconnect();
    },
  };
}

const createClient = (url: string, deadlineMs: number) =>
  new Redis(url, {
    lazyConnect: true,
    protocol: 2,
    connectTimeout: deadlineMs,
    commandTimeout: deadlineMs,
    // A connection that owes an answer for so long is dead, though TCP may not know for minutes.
    socketTimeout: deadlineMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS),
    // After a failover the old address answers as a replica.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });

/** Redis itself said no, as opposed to not answering. */
const isReply = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ReplyError';

import { connectRedis, type RedisConnection } from '../src/actors/redis-tcp.ts';
import { StoreError } from '../src/actors/store-error.ts';
import { connectUpstash, type UpstashOptions } from '../src/actors/upstash-rest.ts';
import { createUpstashRest } from '../src/http/upstash-rest.ts';
import { serve } from './serve.ts';

/** The server of TEST_REDIS_URL, or of the usual local port. */
export const redisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Why Redis cannot be used, or undefined. */
export const redisRefusal = await refusalOf(redisUrl);

async function refusalOf(url: string): Promise<string | undefined> {
  try {
    await (await connectRedis(url, { deadlineMs: 1000 })).close();
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
}

/** Deletes what a test left behind, and nothing else: the Redis may be shared. */
export async function deleteKeys(prefix: string): Promise<void> {
  const { send, close } = await connectRedis(redisUrl);
  const keys = await send(['KEYS', `${prefix}*`]);
  if (Array.isArray(keys) && keys.length > 0) await send(['DEL', ...keys.map(String)]);
  await close();
}

export const REST_TOKEN = 'token-of-the-tests';

/** Upstash's REST API in front of the tests' Redis, or of another. */
export async function serveRest(url = redisUrl) {
  const { sendRow, close: disconnect } = await connectRedis(url);
  const server = await serve(createUpstashRest({ token: REST_TOKEN, sendRow }));
  const close = async () => {
    await server.close();
    await disconnect();
  };
  return { ...server, close };
}

/** A connection by REST to the tests' Redis, through a server of its own that closes with it. */
export async function connectByRest(options?: UpstashOptions): Promise<RedisConnection> {
  const rest = await serveRest();
  const connection = await connectUpstash({ url: rest.url, token: REST_TOKEN }, options);
  const close = async () => {
    await connection.close();
    await rest.close();
  };
  return { ...connection, close };
}

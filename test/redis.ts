import { connectRedis } from '../src/actors/redis-tcp.ts';
import { StoreError } from '../src/actors/store-error.ts';

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

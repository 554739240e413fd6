import process from 'node:process';
import { connectRedis } from '../actors/redis-tcp.ts';
import { type Config, forUpstash } from '../config.ts';
import { listen } from '../http/listen.ts';
import { createUpstashRest } from '../http/upstash-rest.ts';
import { untilStopped } from './until-stopped.ts';

/** Serves Upstash's REST API in front of the Redis of REDIS_URL, until it is stopped. */
export async function runUpstash(config: Config): Promise<void> {
  const { host, redisUrl, token } = forUpstash(config);
  const redis = await connectRedis(redisUrl);
  const rest = createUpstashRest({ token, sendRow: redis.sendRow });
  const server = await listen(rest.fetch, host, config.PORT);
  console.log(
    `Upstash's REST API is at http://${host}:${server.port}, in front of ${new URL(redisUrl).host}`,
  );
  await untilStopped();
  await server.close();
  await redis.close();
  process.exit(0);
}

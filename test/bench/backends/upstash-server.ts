import { freePort } from '../../free-port.ts';
import { answers, type Child, startChild } from '../child.ts';
import { commandOf } from '../runtime.ts';

const TOKEN = 'bench';

/** Upstash's REST API in front of a Redis, as `bun run upstash` serves it. */
export async function openUpstashServer(
  redisUrl: string,
): Promise<Child & { readonly environment: Readonly<Record<string, string>> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    REDIS_URL: redisUrl,
    UPSTASH_REDIS_REST_TOKEN: TOKEN,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const command = [...commandOf('bun'), 'src/main.ts', 'upstash'];
  const child = startChild(command, environment, { isQuiet: true });
  const request = {
    method: 'POST',
    body: '["PING"]',
    headers: { authorization: `Bearer ${TOKEN}` },
  };
  await answers(url, 20, request);
  return {
    ...child,
    environment: { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: TOKEN },
  };
}

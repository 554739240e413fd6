import { connectRedis } from '../../../src/actors/redis-tcp.ts';
import { freePort } from '../../free-port.ts';
import { scratchFolder } from '../backend.ts';
import { type Child, startChild } from '../child.ts';

const PATIENCE_MS = 5_000;

async function isThere(url: string): Promise<boolean> {
  try {
    await (await connectRedis(url, { deadlineMs: 500 })).close();
    return true;
  } catch {
    return false;
  }
}

/** A Redis of this run's own that keeps what it is told as in production: append-only, each second. */
export async function openRedisServer(): Promise<Child & { readonly url: string }> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = { port, bind: '127.0.0.1', dir: scratchFolder(), appendonly: 'yes', save: '' };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = startChild(['redis-server', ...words], {}, { isQuiet: true });
  const end = performance.now() + PATIENCE_MS;
  while (!(await isThere(url))) {
    if (performance.now() > end) throw new Error('redis-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { ...child, url };
}

import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { eventually } from '../eventually.ts';
import { serve } from '../serve.ts';
import { type Compose, serviceOf } from './read-compose.ts';

export interface RedisOfCompose {
  readonly port: number;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Redis's own program with compose.yaml's command line, but for the port and where it keeps. */
export async function createRedisOfCompose(
  compose: Compose,
  { folder, password }: { folder: string; password: string },
): Promise<RedisOfCompose> {
  const free = await serve({ fetch: () => new Response() });
  await free.close();
  const { port } = free;
  const [program = '', ...options] = serviceOf(compose, 'redis').command.map((word) =>
    word.replace('/run/secrets', folder),
  );
  const here = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  let ended: Promise<unknown> = Promise.resolve();
  let end: (signal: 'SIGKILL') => void = () => {};

  const answers = async () => {
    await (
      await connectRedis(`redis://:${password}@127.0.0.1:${port}`, { deadlineMs: 500 })
    ).close();
    return true;
  };

  const start = async () => {
    const child = spawn(program, [...options, ...here], { stdio: 'ignore' });
    ended = new Promise((resolve) => child.once('close', resolve));
    end = (signal) => void child.kill(signal);
    await eventually(answers, { timeoutMs: 10_000, everyMs: 20 });
  };
  const kill = async () => {
    end('SIGKILL');
    await ended;
  };
  const remove = async () => {
    await kill();
    await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
  };
  return { port, start, kill, remove };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';

const program = (env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Why no Redis of a test's own can be started, or undefined. */
export const redisServerRefusal = program === undefined ? 'no redis-server on the PATH' : undefined;

/** A Redis of a test's own, which may be killed, started and flushed. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Kills it, if it runs, and removes its files. */
  remove(): Promise<void>;
}

/** How it keeps things: nothing on disk, or every write before it is answered. */
const KEEPING = {
  nothing: ['--save', '', '--appendonly', 'no'],
  everything: ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
};

/** Starts an empty one. */
export async function createRedisServer(keeping: keyof typeof KEEPING): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();

  const answers = async () => {
    await (await connectRedis(url, { deadlineMs: 500 })).close();
    return true;
  };
  const server: RedisServer = {
    url,
    start: async () => {
      const started = spawn(program ?? '', [...place, ...KEEPING[keeping]], { stdio: 'ignore' });
      ended = new Promise((resolve) => started.once('exit', () => resolve()));
      child = started;
      await eventually(answers);
    },
    kill: async () => {
      child?.kill('SIGKILL');
      await ended;
    },
    remove: async () => {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

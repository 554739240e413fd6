import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.ts';

const bot = fileURLToPath(new URL('./bot.ts', import.meta.url));
const READY_MS = 30_000;
const LOOK_MS = 1000;

/** What a test may tell a bot while it runs. */
export interface Order {
  /** Milliseconds by which the process's clock is ahead of the machine's from now on. */
  readonly ahead?: number;
}

/** One process of the bot. */
export interface Instance {
  readonly url: string;
  /** Resolves with the exit code once it is gone; null: by a signal. */
  readonly exited: Promise<number | null>;
  isAlive(): boolean;
  signal(signal: NodeJS.Signals): void;
  order(order: Order): void;
  /** All that it has written so far. */
  output(): string;
  /** Resolves when it serves. @throws Error with its output when it does not come up. */
  ready(): Promise<void>;
}

/** Starts `bot.ts` of this folder as a process of this runtime, with these variables alone. */
export function startInstance(env: Readonly<Record<string, string>>): Instance {
  const how = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : [];
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, [...how, bot], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  // It may be gone when it is told something.
  child.stdin.on('error', () => undefined);
  let isAlive = true;
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.once('close', (code) => {
    isAlive = false;
    resolve(code);
  });
  const url = `http://127.0.0.1:${env['PORT']}`;

  const looksReady = async () => {
    if (!isAlive) return false;
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(LOOK_MS) });
    if (answer.status === 200) return true;
    throw new Error(`not ready: ${await answer.text()}`);
  };

  return {
    url,
    exited,
    isAlive: () => isAlive,
    signal: (signal) => void child.kill(signal),
    order: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
    output: () => output,
    ready: async () => {
      const isUp = await eventually(looksReady, { timeoutMs: READY_MS, everyMs: 10 }).catch(
        (cause) => {
          throw new Error(`the bot did not start: ${Object(cause).cause}\n${output}`, { cause });
        },
      );
      if (!isUp) throw new Error(`the bot ended while it started\n${output}`);
    },
  };
}

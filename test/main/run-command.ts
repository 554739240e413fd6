import { spawn } from 'node:child_process';
import { execPath, env as ours } from 'node:process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Running {
  /** All that it has written so far. */
  output(): string;
  /**
   * Resolves with the exit code; null: it was killed. Deno 2.9.6 says null of every process that it
   * has sent a signal, whatever its code.
   */
  readonly exited: Promise<number | null>;
  /** `SIGKILL` unless another is given. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): void;
}

/** A command of `main.ts` as a process of the same runtime, with no variable of the bot's but these. */
export function runCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const how = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : [];
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = ours;
  const child = spawn(execPath, [...how, main, ...words], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { output: () => output, exited, kill: (signal = 'SIGKILL') => void child.kill(signal) };
}

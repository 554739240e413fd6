import { spawn } from 'node:child_process';
import { execPath, env as ours } from 'node:process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Command {
  /** All that it has said so far, on both streams. */
  output(): string;
  /** Resolves with the exit code; null: it was killed. */
  readonly exited: Promise<number | null>;
  kill(): void;
}

/** A command of `main.ts` as a process of the same runtime, with no variable of the bot's but these. */
export function runCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Command {
  const how = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : [];
  const { PATH = '', HOME = '' } = ours;
  const child = spawn(execPath, [...how, main, ...words], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { output: () => output, exited, kill: () => void child.kill('SIGKILL') };
}

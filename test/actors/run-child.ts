import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { eventually } from '../eventually.ts';

export interface Child {
  /** The first lines it prints, as soon as there are `count`. */
  printed(count: number): Promise<string[]>;
  /** Kills it without a chance to tidy up; answers all that it ever printed, whole lines only. */
  kill(): Promise<string[]>;
}

/** Starts a test's own script as another process of the same runtime. */
export function runChild(script: URL, args: readonly string[]): Child {
  const run = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : [];
  const child = spawn(execPath, [...run, script.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = () => text.split('\n').slice(0, -1);

  return {
    printed: (count) =>
      eventually(() => (lines().length >= count ? lines() : undefined), { timeoutMs: 20_000 }),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
      return lines();
    },
  };
}

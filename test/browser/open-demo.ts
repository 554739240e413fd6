import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const START_MS = 20_000;

/** The runtime of the test runs the demo, too. */
const words = 'Deno' in globalThis ? ['run', '-A', '--no-check', MAIN] : [MAIN];

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The demo does not start: ${said}`)), START_MS);
    const read = (part: Buffer) => {
      said += part.toString();
      const [, url] = /open (http:\/\/\S+) /.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The demo ended with ${code}: ${said}`));
    });
  });
}

/** `bun src/main.ts demo` as a process of its own, in a folder of its own, on a free port. */
export async function openDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-demo-'));
  const child = spawn(process.execPath, [...words, 'demo'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', FAL_CONCURRENCY: '8', DEMO_TRAINING_SECONDS: '6' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await addressOf(child);
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

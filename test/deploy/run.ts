import { execFile } from 'node:child_process';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';

export interface Ran {
  readonly code: number;
  /** What it wrote to both streams. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** With these variables, and PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
}

const NEVER_MS = 120_000;

/** Runs a program to its end; a failure is a code, and no throw. */
export async function run(
  [program = '', ...args]: readonly string[],
  { cwd, env: given = {} }: RunOptions,
): Promise<Ran> {
  const { PATH = '', HOME = '/' } = env;
  const options = { cwd, env: { PATH, HOME, ...given }, timeout: NEVER_MS };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = Object(error);
    return { code: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}${error}` };
  }
}

/** Bun, also where Deno runs the tests: images and scripts are for Bun alone. */
export const bun = 'Bun' in globalThis ? execPath : 'bun';

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** What runs the bot. The load and the stand-ins always run on the bench's own. */
export type Runtime = 'bun' | 'deno';

const shim = fileURLToPath(new URL('../../node_modules/.bin/deno', import.meta.url));

/** The shim would be measured in the program's stead. */
const denoPath = (): string =>
  existsSync(shim)
    ? execFileSync(shim, ['eval', 'console.log(Deno.execPath())'], { encoding: 'utf8' }).trim()
    : 'deno';

const commands: Readonly<Record<Runtime, () => readonly string[]>> = {
  bun: () => [process.execPath],
  deno: () => [denoPath(), 'run', '--no-check', '--allow-all'],
};

/** The words that run a file of ours. */
export const commandOf = (runtime: Runtime): readonly string[] => commands[runtime]();

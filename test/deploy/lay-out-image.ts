import { chmod, copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { env, getuid } from 'node:process';
import { root } from './read-compose.ts';
import {
  readStages,
  type Stage,
  type Step,
  variablesOfImage,
  wordsOfLast,
} from './read-dockerfile.ts';
import { bun, run } from './run.ts';

/** The user of the image, to whom this folder belongs as little as the image's code does. */
const AS_USER = (() => {
  const [uid = '', gid = ''] = (wordsOfLast('USER')[0] ?? '').split(':');
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'];
})();

/** Read-only but for /tmp, as compose.yaml wants it; then the command, in place of the shell. */
const READ_ONLY = 'mount -o remount,bind,ro / && mount -t tmpfs none /tmp && exec "$@"';
const CONTAINER = ['unshare', '--mount', '/bin/sh', '-c', READ_ONLY, 'sh', ...AS_USER];

const refusalOfContainer = async (): Promise<string | undefined> => {
  if (getuid?.() !== 0) return 'only root can become the user of the image';
  const { code, output } = await run([...CONTAINER, 'true'], { cwd: '/' });
  return code === 0 ? undefined : `no mounts of its own here: ${output}`;
};

/** Why what the image holds cannot be run here as a container would run it, or undefined. */
export const containerRefusal = await refusalOfContainer();

export interface LaidOut {
  /** What is /app in the image. */
  readonly folder: string;
  /** The command that runs these words in it: as its user, read-only, with its variables. */
  inside(words: readonly string[], variables: Readonly<Record<string, string>>): string[];
  remove(): Promise<void>;
}

/**
 * Does what the Dockerfile says, but for its base: each stage in a folder, with the Bun of these
 * tests. It lies outside of /tmp, which the container has of its own.
 */
export async function layOutImage(): Promise<LaidOut> {
  const base = await mkdtemp('/var/tmp/aisha-image-');
  await chmod(base, 0o755);
  const folders = new Map<string, string>();
  const program = join(base, 'bun');
  // Wherever npm has put it: the image's user need not be able to go there.
  const found = await run([bun, '-e', 'console.log(process.execPath)'], { cwd: base });
  await copyFile(found.output.trim(), program);
  await chmod(program, 0o755);
  const path = `${base}:${env['PATH'] ?? ''}`;
  for (const [index, stage] of readStages().entries()) {
    const folder = join(base, String(index));
    folders.set(index === 0 ? 'packages' : 'image', folder);
    await mkdir(folder);
    await build(stage, folder, folders, path);
  }
  const folder = folders.get('image') ?? base;
  const inside: LaidOut['inside'] = (words, variables) => [
    ...CONTAINER,
    ...['env', '--ignore-environment', `--chdir=${folder}`, `PATH=${path}`, 'HOME=/home/nobody'],
    ...Object.entries({ ...variablesOfImage(), ...variables }).map(([k, value]) => `${k}=${value}`),
    ...words,
  ];
  return { folder, inside, remove: () => rm(base, { recursive: true, force: true }) };
}

async function build(
  { steps }: Stage,
  folder: string,
  folders: ReadonlyMap<string, string>,
  path: string,
) {
  for (const step of steps) {
    if (step.keyword === 'COPY') await copy(step, folder, folders);
    if (step.keyword !== 'RUN') continue;
    const { code, output } = await run(['/bin/sh', '-c', step.text], {
      cwd: folder,
      env: { PATH: path },
    });
    if (code !== 0) throw new Error(`RUN ${step.text}\n${output}`);
  }
}

async function copy({ words, flags }: Step, folder: string, folders: ReadonlyMap<string, string>) {
  const to = words.at(-1) ?? '';
  const stage = flags['from'] === undefined ? undefined : folders.get(flags['from']);
  for (const word of words.slice(0, -1)) {
    const from = stage ? join(stage, word.replace(/^\/app\//, '')) : join(root, word);
    const target = join(folder, to.endsWith('/') ? join(to, basename(word)) : to);
    await cp(from, target, { recursive: true, verbatimSymlinks: true });
  }
}

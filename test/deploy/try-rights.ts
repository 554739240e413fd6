/** Tries what the bot does beside its data, and what it must not; tells each as a word. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tries: Readonly<Record<string, () => Promise<unknown>>> = {
  pack: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aisha-rights-'));
    await writeFile(join(folder, 'photos.zip'), 'some');
    await readFile(join(folder, 'photos.zip'));
    await rm(folder, { recursive: true });
  },
  'change-own-code': async () => {
    const file = new URL('../../src/written', import.meta.url);
    await writeFile(file, '');
    await rm(file);
  },
  'read-machine': () => readFile('/etc/passwd'),
  'run-program': async () => {
    const { status } = spawnSync('true');
    if (status !== 0) throw new Error('it did not run');
  },
};

for (const [name, attempt] of Object.entries(tries))
  await attempt().then(
    () => console.log(`${name} may`),
    () => console.log(`${name} may not`),
  );

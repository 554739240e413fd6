import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Bug, bugs } from './bugs.ts';

const PARTS = ['src', 'db', 'machines', 'test', 'package.json', 'tsconfig.json', 'bunfig.toml'];
const TEST_MS = 400_000;
const CASE_MS = '60000';

/** A copy of the tree, so that nobody meets a planted bug. */
function copyTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-mutations-'));
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A run that hangs is ended, and counts as failed. */
function run(folder: string, words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TEST_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

const test = (folder: string, files: readonly string[]) =>
  run(folder, ['test', '--bail', '--timeout', CASE_MS, ...files]);

/** The file with the bug in it. @throws Error when the place is gone, or there are several. */
function plant({ file, find, put }: Bug, text: string): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} places with: ${find}`);
  return text.replace(find, () => put);
}

/** A test that fails because nothing compiles has caught nothing. */
async function assertCompiles(folder: string, file: string): Promise<void> {
  const { code, output } = await run(folder, ['build', '--no-bundle', file]);
  if (code !== 0) throw new Error(`${file} does not compile any more: ${output}`);
}

async function isCaught(folder: string, bug: Bug): Promise<boolean> {
  const path = join(folder, bug.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, plant(bug, text));
  try {
    await assertCompiles(folder, bug.file);
    return (await test(folder, bug.tests)).code !== 0;
  } finally {
    writeFileSync(path, text);
  }
}

async function main(words: readonly string[]): Promise<number> {
  const asked = bugs.filter(
    ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  const folder = copyTree();
  const survivors: Bug[] = [];
  try {
    const { code, output } = await test(folder, [...new Set(asked.flatMap(({ tests }) => tests))]);
    if (code !== 0) throw new Error(`The tests fail without any bug:\n${output.slice(-3000)}`);
    for (const bug of asked) {
      const from = performance.now();
      const caught = await isCaught(folder, bug);
      if (!caught) survivors.push(bug);
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      console.log(`${caught ? 'caught ' : 'MISSED '} ${bug.file}: ${bug.says} (${seconds} s)`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${asked.length - survivors.length} of ${asked.length} planted bugs caught`);
  return survivors.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

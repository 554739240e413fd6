import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rowsOf } from '../rows-of.ts';

/** Every row of every table of a file in which this text stands somewhere. */
export const rowsWithin = (folder: string, file: string, text: string): readonly string[] =>
  rowsOf(join(folder, file)).filter((row) => row.includes(text));

/** The names of the files in the store. */
export async function filesWithin(folder: string): Promise<readonly string[]> {
  const stored = join(folder, 'storage');
  const entries = await readdir(stored, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, ConfigError } from '../config.ts';
import { type CopyProgress, copyObjects } from '../images/copy-objects.ts';
import { createFolderStore } from '../images/folder-store.ts';
import type { ImageStore } from '../images/image-store.ts';
import { openS3 } from './open-image-store.ts';

export const IMAGES_USAGE = `migrate images --from PLACE --to PLACE
          pictures, photos and weights; a PLACE is a folder, or s3 for what S3_ENDPOINT names`;

const TELL_EVERY_MS = 2000;

const MB = 1_000_000;

/**
 * Copies all objects from one place to another, and tells how far it is. It may be broken off and
 * begun again. @throws Error if some could not be copied; each is told before.
 */
export async function runMigrateImages(config: Config, words: readonly string[]): Promise<void> {
  const { from: source, to: target } = placesIn(words);
  const from = await openSource(config, source);
  const to = await openPlace(config, target);
  let toldAt = performance.now();
  try {
    console.log(`Copying from ${from.describe()} to ${to.describe()}`);
    const done = await copyObjects({
      from,
      to,
      onProgress: (progress) => {
        if (performance.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = performance.now();
        console.log(described(progress));
      },
      onSkipped: (bucket, name) =>
        console.error(`${bucket}/${name} is skipped: its name is no key of ours`),
      onProblem: (bucket, key, error) =>
        console.error(`${bucket}/${key} is not copied: ${Object(error).message}`),
    });
    console.log(described(done));
    if (done.problems > 0) throw new Error(`${done.problems} objects are not copied`);
  } finally {
    from.close();
    to.close();
  }
}

function placesIn(words: readonly string[]): { from: string; to: string } {
  const text = { type: 'string' } as const;
  const { from, to } = parseArgs({ args: [...words], options: { from: text, to: text } }).values;
  if (!from || !to) throw new Error(IMAGES_USAGE);
  const places = [from, to].map((place) => (place === 's3' ? place : resolve(place)));
  if (new Set(places).size < 2) throw new Error('--from and --to name the same place');
  return { from, to };
}

async function openPlace(config: Config, place: string): Promise<ImageStore> {
  if (place !== 's3') return createFolderStore({ dir: place });
  const { S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
  if (!S3_ENDPOINT || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    throw new ConfigError([
      'S3_ENDPOINT, S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is missing: s3 needs all three',
    ]);
  return openS3(config, S3_ENDPOINT);
}

/** A folder that is mistyped would be taken for an empty one. */
async function openSource(config: Config, place: string): Promise<ImageStore> {
  const isFolder = async () => (await stat(place).catch(() => null))?.isDirectory() ?? false;
  if (place !== 's3' && !(await isFolder())) throw new Error(`There is no folder ${place}`);
  return openPlace(config, place);
}

function described(progress: CopyProgress): string {
  const { objects, copied, there, problems, gone, skipped, bytes } = progress;
  const told = (count: number, words: string) => (count > 0 ? `, ${count} ${words}` : '');
  const others =
    told(gone, 'erased meanwhile') + told(skipped, 'skipped') + told(problems, 'failed');
  const size = `${(bytes / MB).toFixed(1)} MB`;
  return `${copied + there} of ${objects} objects, ${size}: ${copied} copied, ${there} there already${others}`;
}

import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a test's own, in memory, that can be full. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room there is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-disk-'));
  const size = `size=${megabytes}m`;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'aisha', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Why none can be had, or undefined. */
export const smallDiskRefusal = refusalOf();

function refusalOf(): string | undefined {
  try {
    mountSmallDisk(1).remove();
    return undefined;
  } catch (error) {
    return `no small disk can be mounted: ${Object(error).message}`;
  }
}

/** In large pieces first, then in the smallest. */
function fill(path: string): void {
  const file = openSync(path, 'a');
  for (const piece of [1 << 20, 1 << 12, 1]) writeUntilFull(file, new Uint8Array(piece));
  closeSync(file);
}

function writeUntilFull(file: number, piece: Uint8Array): void {
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    if (Object(error).code !== 'ENOSPC') throw error;
  }
}

import os from 'node:os';
import process from 'node:process';
import { endAll } from '../child.ts';
import { matrixOf, tableOf } from '../figures.ts';
import { createBench, type Part, type Told } from './bench.ts';
import { benchCrowd } from './crowd.ts';
import { benchGallery } from './gallery.ts';
import { benchInstances } from './instances.ts';
import { benchOrders } from './orders.ts';
import { benchPresses } from './presses.ts';
import { benchRecovery } from './recovery.ts';
import { BACKENDS, openServers } from './servers.ts';
import { FULL, TINY } from './sizes.ts';
import { benchStarts } from './starts.ts';

/** Whatever hangs, the bench does not. */
const PATIENCE_MS = 360_000;
const RUNTIMES = ['bun', 'deno'] as const;

const parts: Readonly<Record<string, Part>> = {
  presses: benchPresses,
  orders: benchOrders,
  starts: benchStarts,
  instances: benchInstances,
  recovery: benchRecovery,
  crowd: benchCrowd,
  gallery: benchGallery,
};

const WORDS: readonly string[] = [...BACKENDS, ...RUNTIMES, ...Object.keys(parts), 'tiny'];

/** Of a kind all, unless some of it are asked for. */
function askedOf<Name extends string>(names: readonly Name[], words: readonly string[]): Name[] {
  const asked = names.filter((name) => words.includes(name));
  return asked.length === 0 ? [...names] : asked;
}

function print(words: readonly string[], told: readonly Told[]): void {
  const cpus = os.cpus();
  const load = os.loadavg()[0]?.toFixed(1);
  const cells = told.flatMap((one) => one.cells ?? []);
  const figures = told.flatMap((one) => one.figures ?? []);
  console.log(`\nbun run bench ${['backends', ...words].join(' ')}`);
  console.log(`Bun ${process.versions['bun']}, ${cpus.length} × ${cpus[0]?.model}, load ${load}`);
  if (cells.length > 0) console.log(`\n${matrixOf(cells)}`);
  if (figures.length > 0) console.log(`\n${tableOf(figures)}`);
}

/**
 * SQLite, PostgreSQL + Redis and PostgreSQL + Upstash REST, each on Bun and on Deno. Words narrow it
 * to backends, runtimes and parts; `tiny` only shows that it works. Instances, recovery and the crowd
 * are of PostgreSQL + Redis, and but for recovery of the first runtime.
 */
export async function benchBackends(words: readonly string[]): Promise<void> {
  const unknown = words.filter((word) => !WORDS.includes(word));
  if (unknown.length > 0)
    throw new Error(`Not ${unknown.join(', ')}, but any of ${WORDS.join(', ')}`);
  const servers = await openServers();
  const told: Told[] = [];
  const close = async () => {
    await endAll();
    await servers.close();
  };
  const givingUp = setTimeout(() => {
    print(words, told);
    console.error('The rest took too long and was given up');
    void close().finally(() => process.exit(1));
  }, PATIENCE_MS);
  const bench = createBench({
    servers,
    sizes: words.includes('tiny') ? TINY : FULL,
    backends: askedOf(BACKENDS, words),
    runtimes: askedOf(RUNTIMES, words),
  });
  try {
    for (const name of askedOf(Object.keys(parts), words)) {
      const startedAt = performance.now();
      const part = parts[name];
      if (part) told.push(await part(bench));
      console.error(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    }
  } finally {
    clearTimeout(givingUp);
    await close();
  }
  print(words, told);
}

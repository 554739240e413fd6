import type { Backend } from '../backend.ts';
import { compareOne, type Galleries, kinds, msOf } from '../gallery-presses.ts';
import { seedGallery } from '../seed-gallery.ts';
import { openStage, type Stage } from '../stage.ts';
import { takeIn } from '../take-in.ts';
import { personNumber } from '../updates.ts';
import { type Bench, type Cell, columnOf, type Told } from './bench.ts';
import type { BackendName } from './servers.ts';

const SMALL = 100;
const ROUNDS = 2;

interface Seeded {
  readonly backend: Backend;
  readonly galleries: Galleries;
}

async function seed(stage: Stage, nth: number, images: number) {
  const telegramId = personNumber(nth);
  const { imageIds } = await seedGallery(stage, telegramId, images);
  return { telegramId, imageIds };
}

/** Two people, one with few pictures and one with many. */
async function seeded({ servers, sizes }: Bench, name: BackendName): Promise<Seeded> {
  const backend = await servers.open(name);
  const stage = await openStage(backend);
  await takeIn(stage, 2);
  const small = await seed(stage, 0, SMALL);
  const huge = await seed(stage, 1, sizes.gallery);
  await stage.close();
  return { backend, galleries: { small, huge } };
}

async function measure(stage: Stage, galleries: Galleries, share: number): Promise<Cell[]> {
  const bot = await stage.bot('open');
  const cells: Cell[] = [];
  for (const kind of kinds) {
    const few = { ...kind, presses: Math.ceil(kind.presses * share) };
    const { small, huge } = await compareOne(stage, bot, galleries, few, ROUNDS);
    const [one, other] = [msOf(small), msOf(huge)];
    cells.push({
      what: `gallery of ${SMALL} and of ${galleries.huge.imageIds.length}: ${kind.what}, ms`,
      column: columnOf(stage),
      measured: `${one.toFixed(1)} and ${other.toFixed(1)} (${(other / one).toFixed(2)} ×)`,
    });
  }
  await bot.stop();
  return cells;
}

/** The same presses in a small gallery and in a huge one; PostgreSQL is filled once. */
export async function benchGallery(bench: Bench): Promise<Told> {
  const { backends, runtimes, servers, sizes } = bench;
  const cells: Cell[] = [];
  let onPostgres: Seeded | undefined;
  for (const name of backends) {
    const { backend, galleries } =
      name !== 'sqlite' && onPostgres
        ? { ...onPostgres, backend: await servers.open(name, onPostgres.backend) }
        : await seeded(bench, name);
    if (name !== 'sqlite') onPostgres ??= { backend, galleries };
    for (const runtime of runtimes) {
      const stage = await openStage(backend, runtime);
      cells.push(...(await measure(stage, galleries, sizes.galleryShare)));
      await stage.close();
    }
  }
  return { cells };
}

import type { Backend } from '../backend.ts';
import type { Figure } from '../figures.ts';
import type { Runtime } from '../runtime.ts';
import { openStage, type Stage } from '../stage.ts';
import { takeIn } from '../take-in.ts';
import type { BackendName, Servers } from './servers.ts';
import type { Sizes } from './sizes.ts';

/** One cell of the matrix: what was measured, for which backend and runtime. */
export interface Cell {
  readonly what: string;
  readonly column: string;
  readonly measured: string;
}

/** What a part has to tell. */
export interface Told {
  readonly cells?: readonly Cell[];
  readonly figures?: readonly Figure[];
}

/** What parts are measured with. */
export interface Bench {
  readonly servers: Servers;
  readonly sizes: Sizes;
  readonly backends: readonly BackendName[];
  readonly runtimes: readonly Runtime[];
  /** Where `people` have a screen; one stage for each pair, and one backend for both runtimes. */
  stage(backend: BackendName, runtime: Runtime): Promise<Stage>;
}

export type Part = (bench: Bench) => Promise<Told>;

const RUNTIMES: Readonly<Record<Runtime, string>> = { bun: 'Bun', deno: 'Deno' };

export const columnOf = ({ backend, runtime }: Stage): string =>
  `${backend.name}, ${RUNTIMES[runtime]}`;

/** The value for each key, made when it is asked for first. */
function once<Value>() {
  const made = new Map<string, Promise<Value>>();
  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
}

export function createBench(asked: Omit<Bench, 'stage'>): Bench {
  const { servers, sizes } = asked;
  const backendOnce = once<Backend>();
  const stageOnce = once<Stage>();

  const openFilled = async (name: BackendName) => {
    const backend = await servers.open(name);
    const stage = await openStage(backend);
    await takeIn(stage, sizes.people);
    await stage.close();
    return backend;
  };
  const openOn = async (name: BackendName, runtime: Runtime) =>
    openStage(await backendOnce(name, () => openFilled(name)), runtime);

  return {
    ...asked,
    stage: (name, runtime) => stageOnce(`${name} ${runtime}`, () => openOn(name, runtime)),
  };
}

/** One part after the other for all pairs. */
export async function eachStage(
  { backends, runtimes, stage }: Bench,
  measure: (stage: Stage, backend: BackendName) => Promise<readonly Omit<Cell, 'column'>[]>,
): Promise<Told> {
  const cells: Cell[] = [];
  for (const runtime of runtimes)
    for (const backend of backends) {
      const one = await stage(backend, runtime);
      const column = columnOf(one);
      for (const cell of await measure(one, backend)) cells.push({ ...cell, column });
    }
  return { cells };
}

import type { ActorStore } from './actor-store.ts';
import type { Charts } from './chart.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import type { Doers } from './doers.ts';
import { createMemory } from './memory.ts';
import { createRunner, type RunnerEvents } from './runner.ts';
import { createTurns } from './turns.ts';

/** Timers nearer than this are watched by the saver itself, not left to the next look. */
const NEAR_MS = 60_000;

export interface ShellNeeds extends RunnerEvents {
  readonly store: ActorStore;
  readonly charts: Charts;
  readonly newEpoch: () => string;
  readonly leaseMs: number;
  readonly random: () => number;
}

export interface Shell extends Dispatch {
  /** Begins to carry wishes out. The doers come late, since they dispatch themselves. */
  start(doers: Readonly<Record<string, Doers>>): void;
  /** Drains within `graceMs`; what is left over another instance picks up. */
  stop(graceMs: number): Promise<void>;
  /** Effects under way in this process. */
  running(): number;
}

/** Hosts charts: dispatch on one side, the runner of their wishes on the other. */
export function createShell(needs: ShellNeeds): Shell {
  const doers: Record<string, Doers> = {};
  const turns = createTurns();
  const runner = createRunner({ ...needs, doers });
  const dispatch = createDispatch({
    ...needs,
    turns,
    memory: createMemory(),
    onSaved: (key, claimed, { effects, closed }) => {
      runner.abandon(key, closed);
      runner.take(claimed);
      for (const { delayMs } of effects)
        if (delayMs > 0 && delayMs < NEAR_MS) runner.wakeIn(delayMs);
    },
  });
  return {
    ...dispatch,
    start: (given) => {
      Object.assign(doers, given);
      runner.start(dispatch);
    },
    stop: async (graceMs) => {
      await runner.stop(graceMs);
      await turns.idle();
      await runner.idle();
    },
    running: runner.running,
  };
}

import { nanoid } from 'nanoid';
import type { ActorStore } from '../../actors/actor-store.ts';
import { createShell, type Shell } from '../../actors/shell.ts';
import { factsOf, type Log } from '../../log.ts';
import { charts } from '../charts.ts';
import type { Metrics } from '../metrics.ts';

/** An effect's lease, renewed while the work goes on: an upload may take longer. */
const LEASE_MS = 20_000;

export interface WatchedShellNeeds {
  readonly store: ActorStore;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly leaseMs?: number | undefined;
}

/** Hosts this release's charts; what fails is counted and logged. */
export function createWatchedShell(needs: WatchedShellNeeds): Shell {
  const { store, log, metrics, leaseMs = LEASE_MS } = needs;
  return createShell({
    store,
    charts,
    newEpoch: () => nanoid(10),
    leaseMs,
    random: Math.random,
    onFailed: ({ key, name, id, attempts }, error, final) => {
      metrics.failures.inc({ name, final: String(final) });
      log[final ? 'error' : 'warn'](final ? 'An effect failed for good' : 'An effect failed', {
        effect: id,
        actor: key,
        name,
        attempts,
        ...factsOf(error),
      });
    },
    onStoreError: (error) => log.error('The actor store did not answer', factsOf(error)),
  });
}

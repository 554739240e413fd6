import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ActorStore } from '../actors/actor-store.ts';

export interface MetricsNeeds {
  readonly store: Pick<ActorStore, 'depth'>;
  readonly countMissing: () => Promise<number>;
}

/** What `/metrics` tells, in Prometheus' words. */
export function createMetrics({ store, countMissing }: MetricsNeeds) {
  const registry = new Registry();
  const registers = [registry];
  const queue = new Gauge({
    name: 'aisha_effects',
    help: 'Effects by condition: due, later, leased, dead',
    labelNames: ['condition'],
    registers,
    collect: async () => {
      const depth = await store.depth();
      for (const condition of ['due', 'later', 'leased', 'dead'] as const)
        queue.set({ condition }, depth[condition]);
      oldest.set(depth.oldestMs / 1000);
    },
  });
  const oldest = new Gauge({
    name: 'aisha_effects_oldest_seconds',
    help: 'How long the oldest due effect has waited',
    registers,
  });
  const missing = new Gauge({
    name: 'aisha_images_missing',
    help: 'Images whose file is not in the store',
    registers,
    collect: async () => {
      missing.set(await countMissing());
    },
  });
  return {
    updates: new Counter({
      name: 'aisha_updates_total',
      help: 'Updates of Telegram by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    updateSeconds: new Histogram({
      name: 'aisha_update_seconds',
      help: 'Time until an update was durable',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    sentAway: new Counter({
      name: 'aisha_requests_sent_away_total',
      help: 'Requests answered 503 because too many were under way',
      labelNames: ['what'],
      registers,
    }),
    ends: new Counter({
      name: 'aisha_orders_total',
      help: 'Orders by how they ended',
      labelNames: ['end'],
      registers,
    }),
    trainings: new Counter({
      name: 'aisha_trainings_total',
      help: 'Trainings by how they ended',
      labelNames: ['end'],
      registers,
    }),
    failures: new Counter({
      name: 'aisha_effect_failures_total',
      help: 'Failed tries of effects; final: no further try follows',
      labelNames: ['name', 'final'],
      registers,
    }),
    text: () => registry.metrics(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

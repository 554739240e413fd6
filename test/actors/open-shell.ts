import assert from 'node:assert/strict';
import type { ActorStore } from '../../src/actors/actor-store.ts';
import type { Charts } from '../../src/actors/chart.ts';
import type { Doers } from '../../src/actors/doers.ts';
import { createShell, type Shell, type ShellNeeds } from '../../src/actors/shell.ts';
import type { Inbound } from '../../src/actors/step.ts';
import { type ErrandDoers, charts as errands, idleDoers } from './errand-chart.ts';

export interface ShellOptions extends Partial<ShellNeeds> {
  readonly doers?: {
    readonly commands?: Partial<ErrandDoers['commands']>;
    readonly jobs?: Partial<ErrandDoers['jobs']>;
  };
  readonly charts?: Charts;
}

export const newEpoch = () => crypto.randomUUID();

/** A shell over a test's store, running, with doers that do nothing unless the test says so. */
export function openShell(store: ActorStore, { doers, ...needs }: ShellOptions = {}): Shell {
  const shell = createShell({
    store,
    charts: errands,
    newEpoch,
    leaseMs: 10_000,
    random: () => 0,
    ...needs,
  });
  const errand = {
    commands: { ...idleDoers.commands, ...doers?.commands },
    jobs: { ...idleDoers.jobs, ...doers?.jobs },
  };
  shell.start({ errand } as unknown as Record<string, Doers>);
  return shell;
}

export const event = (type: string, more: object = {}, delivery?: string): Inbound => ({
  kind: 'event',
  event: { type, ...more },
  ...(delivery !== undefined && { delivery }),
});

interface Seen {
  readonly value: unknown;
  readonly context: { readonly log: readonly string[] };
}

/** The errand's state and log, as they are stored. */
export async function look(shell: Shell, key: string): Promise<Seen> {
  const record = await shell.peek(key);
  assert.ok(record, `${key} is absent`);
  return record.snapshot as unknown as Seen;
}

/** Answers true once the errand is in that state; for `eventually`. */
export const isIn = (shell: Shell, key: string, state: string) => async () =>
  (await look(shell, key)).value === state ? true : undefined;

/** A promise with its ends outside. */
export function gate<T = void>() {
  return Promise.withResolvers<T>();
}

import assert from 'node:assert/strict';
import type { Chart } from '../../src/actors/chart.ts';
import type { ActorRecord, Json } from '../../src/actors/record.ts';
import { begin, type Inbound, type Outcome, open, type Step, step } from '../../src/actors/step.ts';

/** A record as JSON gives it back, so that a walk goes the way of the shell. */
const stored = (record: ActorRecord): ActorRecord => JSON.parse(JSON.stringify(record));

export const beginAt = (chart: Chart, input: unknown): Step =>
  begin(chart, 'walk:1', 'epoch', input);

/** Tells the record one thing or another; each begins from the record as it is. */
export function telling(chart: Chart, record: ActorRecord): (inbound: Inbound) => Outcome {
  const opened = open(chart, 'walk:1', stored(record));
  assert.ok(opened, 'a record that the chart made itself opens');
  return (inbound) => step(chart, 'walk:1', opened, inbound);
}

export const tell = (chart: Chart, record: ActorRecord, inbound: Inbound): Outcome =>
  telling(chart, record)(inbound);

export function told(chart: Chart, record: ActorRecord, inbound: Inbound): Step {
  const outcome = tell(chart, record, inbound);
  assert.ok(outcome.kind === 'stepped', `${JSON.stringify(inbound)} is ${outcome.kind}`);
  return outcome.step;
}

export const event = (one: { readonly type: string }): Inbound => ({ kind: 'event', event: one });

const failure = { code: 'internal', message: 'broken', retryable: false };

/** The names of the open jobs. */
export const openJobs = ({ tickets }: ActorRecord, outputs: Outputs): string[] =>
  Object.keys(tickets).filter((name) => name in outputs);

/** What each job may answer. */
export type Outputs = Readonly<Record<string, readonly unknown[]>>;

/** The output of an open job. */
export const done = ({ tickets }: ActorRecord, name: string, output: unknown): Inbound => ({
  kind: 'done',
  name,
  effectId: tickets[name] ?? assert.fail(`no ${name} is open`),
  output,
});

export const failed = ({ tickets }: ActorRecord, name: string): Inbound => ({
  kind: 'failed',
  name,
  effectId: tickets[name] ?? assert.fail(`no ${name} is open`),
  error: failure,
});

/** The one open timer. */
export function fired({ tickets }: ActorRecord): Inbound {
  const [timer, ...more] = Object.entries(tickets).filter(([name]) => name.startsWith('xstate.'));
  assert.ok(timer && more.length === 0, 'one timer is open');
  return { kind: 'fired', name: timer[0], effectId: timer[1] };
}

/** Every result that the open jobs and timers of a record may have. */
export function results(record: ActorRecord, outputs: Outputs): Inbound[] {
  return Object.entries(record.tickets).flatMap(([name, effectId]): Inbound[] => {
    if (name.startsWith('xstate.')) return [{ kind: 'fired', name, effectId }];
    const known = outputs[name];
    if (!known) return [];
    return [...known.map((output) => done(record, name, output)), failed(record, name)];
  });
}

/** What a step wished for, by name: effects and answers. */
export const wishes = ({ effects, replies }: Step): string[] => [
  ...effects.map(({ name }) => name),
  ...replies.map(({ type }) => type),
];

export const contextOf = <Context>({ snapshot }: ActorRecord): Context =>
  (snapshot as { readonly context: Json }).context as Context;

export const stateOf = ({ snapshot }: ActorRecord) =>
  (snapshot as { readonly value: string | { readonly [key: string]: string } }).value;

export interface Walk {
  readonly chart: Chart;
  readonly input: unknown;
  readonly events: readonly { readonly type: string }[];
  readonly outputs: Outputs;
}

/** One record for every signature that events and results can lead to. */
export function reachAll(
  { chart, input, events, outputs }: Walk,
  signature: (record: ActorRecord) => string,
): ActorRecord[] {
  const { record: first } = beginAt(chart, input);
  const found = new Map([[signature(first), first]]);
  for (const record of found.values()) {
    const tell = telling(chart, record);
    for (const inbound of [...events.map(event), ...results(record, outputs)]) {
      const outcome = tell(inbound);
      if (outcome.kind !== 'stepped') continue;
      const next = outcome.step.record;
      if (!found.has(signature(next))) found.set(signature(next), next);
    }
  }
  return [...found.values()];
}

import type { AnyStateMachine } from 'xstate';
import type { Json } from './record.ts';

/** A chart as the shell hosts it. */
export interface Chart {
  readonly machine: AnyStateMachine;
  /** Grows with every change of the chart; a test holds that. */
  readonly version: number;
  /** Brings a snapshot of an older version forward; null: it cannot, the actor begins anew. */
  readonly migrate: (snapshot: Json, from: number) => Json | null;
  /** Commands that answer the event's sender instead of being carried out. */
  readonly replies: readonly string[];
  /** Commands of which only the newest waiting one of an actor counts (screens). */
  readonly superseding: readonly string[];
  /** Commands that take long (uploads) and whose place among the others does not matter. */
  readonly aside: readonly string[];
  /** How long a record is kept after its last save; null: for ever. */
  readonly keepMs: (ended: boolean) => number | null;
}

/** Charts by the part of a key before the colon. */
export type Charts = Readonly<Record<string, Chart>>;

/** Undefined for an actor that only another release knows. */
export const findChart = (charts: Charts, key: string): Chart | undefined =>
  charts[key.slice(0, key.indexOf(':'))];

export function chartOf(charts: Charts, key: string): Chart {
  const chart = findChart(charts, key);
  if (!chart) throw new Error(`No chart is registered for the actor ${key}`);
  return chart;
}

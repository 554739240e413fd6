import type { AnyStateMachine } from 'xstate';
import type { Json } from './record.ts';

/** How a command is carried out. */
export type Manner =
  /** It answers the event's sender instead of being carried out. */
  | 'reply'
  /** It changes data: what the actor wishes for later waits until it is done or dead. */
  | 'write'
  /** It comes after the older writes, and only the newest waiting one of an actor counts. */
  | 'screen'
  /** It comes after the older writes, and nothing waits for it when it fails. */
  | 'message'
  /** It takes long (uploads), or its place among the others does not matter. */
  | 'aside';

/** A chart as the shell hosts it. */
export interface Chart {
  readonly machine: AnyStateMachine;
  /** Grows with every change of the chart; a test holds that. */
  readonly version: number;
  /** Brings a snapshot of an older version forward; null: it cannot, the actor begins anew. */
  readonly migrate: (snapshot: Json, from: number) => Json | null;
  readonly commands: Readonly<Record<string, Manner>>;
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

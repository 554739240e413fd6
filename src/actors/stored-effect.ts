import type { ClaimedEffect, DeadLetter, Save } from './actor-store.ts';
import type { ActorRecord, Effect } from './record.ts';

/** What every adapter keeps of an effect as one JSON text; its lease and tries live beside it. */
export type StoredEffect = Effect & Pick<ClaimedEffect, 'key'>;

/** Begins every text that `encodeEffect` makes for this actor, and no other's. */
export const effectStart = (key: string) => `{"key":${JSON.stringify(key)},`;

export const encodeEffect = (key: string, { id, kind, name, ticket, input, delayMs }: Effect) =>
  JSON.stringify({ key, id, kind, name, ticket, input, delayMs } satisfies StoredEffect);

/** The text is one that `encodeEffect` made: nobody else writes to the store. */
const decodeEffect = (text: string) => JSON.parse(text) as StoredEffect;

/** The text is the JSON of a record that `save` was given; its chart checks version and snapshot. */
export const decodeRecord = (text: string) => JSON.parse(text) as ActorRecord;

export const claimedEffect = (text: string, token: string, attempts: number): ClaimedEffect => ({
  ...decodeEffect(text),
  token,
  attempts,
});

export function deadLetter(
  text: string,
  death: Pick<DeadLetter, 'attempts' | 'error' | 'at'>,
): DeadLetter {
  const { id, key, name, kind } = decodeEffect(text);
  return { id, key, name, kind, ...death };
}

export const isDueAtOnce = (effect: Effect) => effect.delayMs <= 0;

/** The effects of a save that its saver runs itself, under the lease that the save took. */
export const claimedBySaver = ({ key, effects }: Save, token: string): ClaimedEffect[] =>
  effects.filter(isDueAtOnce).map((effect) => ({ ...effect, key, token, attempts: 0 }));

/** Stores keep whole milliseconds: later rather than sooner, never before now. */
export const wholeMs = (ms: number) => Math.max(0, Math.ceil(ms));

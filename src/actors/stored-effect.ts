import type { ClaimedEffect, DeadLetter, Save } from './actor-store.ts';
import type { ActorRecord, Effect } from './record.ts';

/** What every adapter keeps of an effect as one JSON text; its lease and tries live beside it. */
export type StoredEffect = Effect & Pick<ClaimedEffect, 'key'>;

/** Begins every text that `encodeEffect` makes for this actor, and no other's. */
export const effectStart = (key: string) => `{"key":${JSON.stringify(key)},`;

export function encodeEffect(key: string, effect: Effect) {
  const { id, kind, name, ticket, order, input, delayMs } = effect;
  const stored = { key, id, kind, name, ticket, order, input, delayMs } satisfies StoredEffect;
  return JSON.stringify(stored);
}

/** The text is one that `encodeEffect` made, maybe when there was no order yet: nobody else writes. */
const decodeEffect = (text: string): StoredEffect => ({
  order: 'any',
  ...(JSON.parse(text) as Omit<StoredEffect, 'order'> & Partial<StoredEffect>),
});

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

/** What becomes of an effect that is saved. */
export type Fate =
  /** The saver runs it itself, after those saved with it. */
  | 'leased'
  /** Its time comes later. */
  | 'later'
  /** It waits for a write that its saver may not be running. */
  | 'held';

/** The fate of each effect of a save, in order; `isBehindWrite`: the actor has an unfinished write. */
export function fatesOf(effects: readonly Effect[], isBehindWrite: boolean): Fate[] {
  let holds = isBehindWrite;
  return effects.map(({ order, delayMs }) => {
    if (delayMs > 0) {
      holds ||= order === 'write';
      return 'later';
    }
    return holds && order !== 'any' ? 'held' : 'leased';
  });
}

/** The effects of a save that its saver runs itself, under the lease that the save took. */
export function claimedBySaver(
  { key, effects }: Save,
  fates: readonly Fate[],
  token: string,
): ClaimedEffect[] {
  const leased = effects.filter((_, index) => fates[index] === 'leased');
  return leased.map((effect) => ({ ...effect, key, token, attempts: 0 }));
}

/** Stores keep whole milliseconds: later rather than sooner, never before now. */
export const wholeMs = (ms: number) => Math.max(0, Math.ceil(ms));

import type { Failure } from './call-outcome.ts';

/** What a failed call means for that which was to be done. */
export type NotDone =
  | { readonly kind: 'blocked' }
  /** Not done, or not known whether; another try may do it. */
  | { readonly kind: 'later' }
  /** Telegram will never take it: a mistake of ours. */
  | { readonly kind: 'refused'; readonly description: string };

export function notDone(failure: Failure): NotDone {
  switch (failure.kind) {
    case 'blocked':
      return { kind: 'blocked' };
    case 'rate-limited':
    case 'unreachable':
    case 'unauthorized':
    case 'conflict':
    case 'superseded':
    case 'stopped':
      return { kind: 'later' };
    case 'refused':
      return { kind: 'refused', description: failure.description };
    default:
      return { kind: 'refused', description: failure.kind };
  }
}

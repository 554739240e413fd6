import type { GenerationEvent } from '../../machines/generation.ts';

export const made = { kind: 'made' } as const;
const busy = { kind: 'failed', end: 'failed', code: 'busy', again: true } as const;
const refused = { kind: 'failed', end: 'refused', code: 'filter', again: false } as const;

/** What each job of a generation may answer. */
export const outputs = {
  hold: [null],
  submit: [
    { kind: 'accepted' },
    { kind: 'unknown' },
    { kind: 'declined', end: 'failed', code: 'busy', again: true },
    { kind: 'declined', end: 'refused', code: 'input', again: false },
  ],
  watch: [made, busy, refused],
  store: [
    { stored: 2, end: 'failed', code: null },
    { stored: 0, end: 'refused', code: 'filter' },
  ],
  deliver: [{ kind: 'delivered' }, { kind: 'unreachable' }, { kind: 'later' }],
  settle: ['succeeded', 'refused', 'failed', 'timed_out', 'cancelled', 'undeliverable'].map(
    (end) => ({ end }),
  ),
};

/** Events of every type, of every attempt. */
export const events: readonly GenerationEvent[] = [
  { type: 'admitted' },
  { type: 'cancel' },
  { type: 'reachable' },
  { type: 'expired', end: 'timed_out', code: 'deadline' },
  { type: 'expired', end: 'undeliverable', code: 'unreachable' },
  ...[1, 2, 3].flatMap((attempt): GenerationEvent[] => [
    { type: 'rendering', attempt },
    { type: 'answered', attempt, answer: made },
    { type: 'answered', attempt, answer: busy },
    { type: 'answered', attempt, answer: refused },
  ]),
];

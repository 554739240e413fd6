import type { TrainingEvent } from '../../machines/avatar.ts';

export const made = { kind: 'made' } as const;
export const busy = { kind: 'failed', end: 'failed', code: 'busy', again: true } as const;
export const refused = { kind: 'failed', end: 'failed', code: 'input', again: false } as const;

/** What each job of a training may answer. */
export const outputs = {
  hold: [null],
  pack: [{ kind: 'done' }, { kind: 'failed', code: 'key' }],
  submit: [
    { kind: 'accepted' },
    { kind: 'unknown' },
    { kind: 'declined', end: 'failed', code: 'busy', again: true },
    { kind: 'declined', end: 'failed', code: 'input', again: false },
  ],
  watch: [made, busy, refused],
  store: [{ kind: 'done' }, { kind: 'failed', code: 'bad-file' }],
  settle: ['succeeded', 'failed', 'timed_out', 'cancelled'].map((end) => ({ end })),
};

/** Events of every type, of every attempt. */
export const events: readonly TrainingEvent[] = [
  { type: 'admitted' },
  { type: 'cancel' },
  { type: 'expired', end: 'timed_out', code: 'make' },
  { type: 'expired', end: 'succeeded', code: 'make' },
  ...[1, 2, 3].flatMap((attempt): TrainingEvent[] => [
    { type: 'started', attempt },
    { type: 'answered', attempt, answer: made },
    { type: 'answered', attempt, answer: busy },
    { type: 'answered', attempt, answer: refused },
  ]),
];

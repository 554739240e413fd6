import { and, assign, setup } from 'xstate';
import {
  type AnswerOf,
  type Attempted,
  CERTAINTY_MS,
  MAX_ATTEMPTS,
  pauseAfter,
  SETTLE_AGAIN_MS,
  type SubmittedOf,
  told,
} from './asking-fal.ts';
import { command, job } from './wishes.ts';

/** Why a generation is over; also the names of the chart's final states. */
export type End = 'succeeded' | 'refused' | 'failed' | 'timed_out' | 'cancelled' | 'undeliverable';

/** What the person is shown while a generation runs. */
export type Stage = 'waiting' | 'sending' | 'queued' | 'rendering' | 'storing' | 'delivering';

export interface GenerationContext {
  readonly id: string;
  /** The POST to FAL that is under way or comes next: 1, 2, 3. */
  readonly attempt: number;
  /** How many POSTs had an unknown outcome; one of them may be followed by another. */
  readonly unsure: number;
  /** How often a delivery had to be put off. */
  readonly putOff: number;
  readonly end: End;
  /** Why it did not succeed; null: it did, or the person cancelled. */
  readonly code: string | null;
}

export interface GenerationInput {
  readonly id: string;
  /** The last attempt that was written down, when an actor is rebuilt from its rows; else 1. */
  readonly attempt: number;
}

/** What FAL made of an attempt. The pictures themselves lie in the attempt's row. */
export type Answer = AnswerOf<'refused' | 'failed'>;

export type Submitted = SubmittedOf<'refused' | 'failed'>;

export type GenerationEvent =
  | { readonly type: 'admitted' }
  | { readonly type: 'cancel' }
  | { readonly type: 'rendering'; readonly attempt: number }
  | { readonly type: 'answered'; readonly attempt: number; readonly answer: Answer }
  /** The sweep has ended the row: past a deadline. */
  | { readonly type: 'expired'; readonly end: End; readonly code: string }
  /** The person can be reached again, or opened the pictures. */
  | { readonly type: 'reachable' }
  /** The sweep finds that the person could be reached all along. */
  | { readonly type: 'awake' };

export const generationJobs = {
  /** Makes sure that the price is held; rejects if the order is not there. */
  hold: job<{ id: string }, null>(),
  submit: job<Attempted, Submitted>(),
  /** Looks at FAL until it has answered; tells `rendering` as an event. */
  watch: job<Attempted, Answer>(),
  /** Copies the pictures; counts those kept. */
  store: job<
    Attempted,
    { readonly stored: number; readonly end: 'refused' | 'failed'; readonly code: string | null }
  >(),
  deliver: job<{ id: string }, { readonly kind: 'delivered' | 'unreachable' | 'later' }>(),
  settle: job<{ id: string; end: End; code: string | null }, { readonly end: End }>(),
};

export const generationCommands = {
  /** Asks for a place at FAL; `admitted` follows, now or later. */
  admit: command<{ id: string }>(),
  /** Gives the place at FAL back. */
  leave: command<{ id: string }>(),
  cancelAtFal: command<Attempted>(),
  showCard: command<{ id: string; stage: Stage }>(),
  closeCard: command<{ id: string }>(),
  /**
   * Tells the person how it ended, other than well; then nothing more is owed to them, and the
   * sweep need not look at this one again. One wish, since the second half must not outrun the first.
   */
  sayEnd: command<{ id: string; end: End; code: string | null }>(),
  /** The toast for the press that caused this step. */
  answer: command<{ text: 'job-cancelled' }>(),
};

const MAX_UNSURE_REPEATS = 1;

const chart = setup({
  types: {
    context: {} as GenerationContext,
    input: {} as GenerationInput,
    events: {} as GenerationEvent,
  },
  actors: generationJobs,
  actions: {
    ...generationCommands,
    nextAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    countUnsure: assign({ unsure: ({ context }) => context.unsure + 1 }),
    countPutOff: assign({ putOff: ({ context }) => context.putOff + 1 }),
    conclude: assign((_, outcome: { end: End; code: string | null }) => outcome),
    concludeAsTold: assign(({ event }) => {
      const answer = told<'refused' | 'failed'>(event);
      return 'end' in answer ? { end: answer.end, code: answer.code } : {};
    }),
    /** The first good result wins, whichever attempt it is of. */
    takeAttempt: assign(({ context, event }) => ({
      attempt: 'attempt' in event ? event.attempt : context.attempt,
    })),
  },
  guards: {
    accepted: ({ event }) => told(event).kind === 'accepted',
    made: ({ event }) => told(event).kind === 'made',
    unknown: ({ event }) => told(event).kind === 'unknown',
    mayTryAgain: ({ context, event }) => {
      const answer = told(event);
      return 'again' in answer && answer.again && context.attempt < MAX_ATTEMPTS;
    },
    mayRepeatUnsure: ({ context }) =>
      context.unsure <= MAX_UNSURE_REPEATS && context.attempt < MAX_ATTEMPTS,
    /** A failure counts only for the attempt under way; a stale one changes nothing. */
    ofThisAttempt: ({ context, event }) => 'attempt' in event && event.attempt === context.attempt,
    mayTryAgainNow: and(['ofThisAttempt', 'mayTryAgain']),
  },
  delays: {
    pause: ({ context }) => pauseAfter(context.attempt),
    certainty: CERTAINTY_MS,
    /** Before another try to deliver: 5 s, doubling to 5 min. */
    putOff: ({ context }) => Math.min(5000 * 2 ** Math.max(0, context.putOff - 1), 300_000),
    settleAgain: SETTLE_AGAIN_MS,
  },
});

type Scope = { readonly context: GenerationContext };

const identity = ({ context: { id } }: Scope) => ({ id });
const attempted = ({ context: { id, attempt } }: Scope): Attempted => ({ id, attempt });

const card = (stage: Stage) =>
  ({ type: 'showCard', params: ({ context }: Scope) => ({ id: context.id, stage }) }) as const;

/** Every way out leads through settling; `conclude` says which way it was. */
const concluding = (end: End, code: string | null) =>
  ({ target: '#settling', actions: { type: 'conclude', params: { end, code } } }) as const;

/** A job that failed for good, through no fault of the person's or FAL's. */
const broken = concluding('failed', 'internal');

/** Possible until FAL has started; it is told, and a late result changes nothing. */
const cancel = {
  target: '#settling',
  actions: [
    { type: 'conclude', params: { end: 'cancelled', code: null } },
    { type: 'cancelAtFal', params: attempted },
    { type: 'answer', params: { text: 'job-cancelled' } },
  ],
} as const;

/** The ways an answer of FAL leads on, in order: made, worth another attempt, or the end. */
const tryAgain = { target: '#pausing' } as const;
const giveUp = { target: '#settling', actions: 'concludeAsTold' } as const;

const expired = {
  target: '#settling',
  actions: [
    {
      type: 'conclude',
      params: ({ event }: { event: Extract<GenerationEvent, { type: 'expired' }> }) => ({
        end: event.end,
        code: event.code,
      }),
    },
    { type: 'cancelAtFal', params: attempted },
  ],
} as const;

const endedAs =
  (end: End) =>
  ({ context }: Scope) =>
    context.end === end;

const sayEnd = {
  type: 'sayEnd',
  params: ({ context: { id, end, code } }: Scope) => ({ id, end, code }),
} as const;

/** One order of pictures, from the held price to the settled end. */
export const generation = chart.createMachine({
  id: 'generation',
  context: ({ input }) => ({
    id: input.id,
    attempt: input.attempt,
    unsure: 0,
    putOff: 0,
    end: 'failed',
    code: null,
  }),
  initial: 'holding',
  states: {
    holding: {
      on: { expired, cancel },
      invoke: { id: 'hold', src: 'hold', input: identity, onDone: 'waiting', onError: broken },
    },
    waiting: {
      entry: [card('waiting'), { type: 'admit', params: identity }],
      on: { admitted: 'making', cancel, expired },
    },
    /** It has a place at FAL. A good result is taken from here on, whichever way it comes. */
    making: {
      exit: { type: 'leave', params: identity },
      on: {
        expired,
        answered: [
          { guard: 'made', target: 'storing', actions: 'takeAttempt' },
          { guard: 'mayTryAgainNow', ...tryAgain },
          { guard: 'ofThisAttempt', ...giveUp },
        ],
      },
      initial: 'submitting',
      states: {
        submitting: {
          entry: card('sending'),
          on: { cancel },
          invoke: {
            id: 'submit',
            src: 'submit',
            input: attempted,
            onDone: [
              { guard: 'accepted', target: 'asked' },
              { guard: 'unknown', target: 'unsure', actions: 'countUnsure' },
              { guard: 'mayTryAgain', ...tryAgain },
              giveUp,
            ],
            onError: broken,
          },
        },
        pausing: {
          id: 'pausing',
          on: { cancel },
          after: { pause: { target: 'submitting', actions: 'nextAttempt' } },
        },
        /** The POST may have been taken: never repeated blindly. */
        unsure: {
          on: { cancel },
          after: {
            certainty: [
              { guard: 'mayRepeatUnsure', target: 'submitting', actions: 'nextAttempt' },
              concluding('failed', 'no-answer'),
            ],
          },
        },
        asked: {
          invoke: {
            id: 'watch',
            src: 'watch',
            input: attempted,
            onDone: [
              { guard: 'made', target: '#storing' },
              { guard: 'mayTryAgain', ...tryAgain },
              giveUp,
            ],
            onError: broken,
          },
          initial: 'queued',
          states: {
            queued: {
              entry: card('queued'),
              on: { cancel, rendering: { guard: 'ofThisAttempt', target: 'rendering' } },
            },
            rendering: { entry: card('rendering') },
          },
        },
      },
    },
    storing: {
      id: 'storing',
      entry: card('storing'),
      on: { expired },
      invoke: {
        id: 'store',
        src: 'store',
        input: attempted,
        onDone: [
          { guard: ({ event }) => event.output.stored > 0, target: 'delivering' },
          {
            target: 'settling',
            actions: {
              type: 'conclude',
              params: ({ event: { output } }) => ({ end: output.end, code: output.code }),
            },
          },
        ],
        onError: broken,
      },
    },
    delivering: {
      entry: card('delivering'),
      on: { expired },
      initial: 'sending',
      states: {
        sending: {
          invoke: {
            id: 'deliver',
            src: 'deliver',
            input: identity,
            onDone: [
              {
                guard: ({ event }) => event.output.kind === 'delivered',
                ...concluding('succeeded', null),
              },
              { guard: ({ event }) => event.output.kind === 'later', target: 'putOff' },
              'unreachable',
            ],
            onError: 'putOff',
          },
        },
        putOff: {
          entry: 'countPutOff',
          on: { reachable: 'sending' },
          after: { putOff: 'sending' },
        },
        /** The person has blocked the bot: the coins stay held until they return or time is up. */
        unreachable: { on: { reachable: 'sending', awake: 'sending' } },
      },
    },
    settling: {
      id: 'settling',
      initial: 'trying',
      states: {
        trying: {
          invoke: {
            id: 'settle',
            src: 'settle',
            input: ({ context: { id, end, code } }) => ({ id, end, code }),
            onDone: {
              target: '#settled',
              actions: {
                type: 'conclude',
                params: ({ context, event }) => ({ end: event.output.end, code: context.code }),
              },
            },
            onError: 'again',
          },
        },
        again: { after: { settleAgain: 'trying' } },
      },
    },
    settled: {
      id: 'settled',
      entry: { type: 'closeCard', params: identity },
      always: [
        { guard: endedAs('succeeded'), target: 'succeeded' },
        { guard: endedAs('refused'), target: 'refused' },
        { guard: endedAs('timed_out'), target: 'timed_out' },
        { guard: endedAs('cancelled'), target: 'cancelled' },
        { guard: endedAs('undeliverable'), target: 'undeliverable' },
        { target: 'failed' },
      ],
    },
    succeeded: { type: 'final', entry: sayEnd },
    refused: { type: 'final', entry: sayEnd },
    failed: { type: 'final', entry: sayEnd },
    timed_out: { type: 'final', entry: sayEnd },
    cancelled: { type: 'final', entry: sayEnd },
    undeliverable: { type: 'final', entry: sayEnd },
  },
});

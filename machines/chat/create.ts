import { lacking, tellMe, unavailable } from './lacking.ts';
import { chatSetup, inform, screen, show } from './setup.ts';
import type { Keep } from './types.ts';
import { understandingStates } from './understanding.ts';

const confirming = { at: 'confirm' } as const;

/** Other words, for what the draft or its screen already says. */
const newWords = (keep: Keep) =>
  ({
    guard: 'fits',
    target: '#confirm',
    actions: ['hear', { type: 'describe', params: { keep } }],
  }) as const;

const picker = chatSetup.createStateConfig({
  entry: [...screen(confirming)],
  on: { back: { target: '#confirm', actions: 'hear' } },
});

/** The order is under way: a second press, or another choice, comes too late. */
const alreadyMaking = {
  guard: 'ofDraft',
  actions: { type: 'answer', params: { text: 'already-making' } },
} as const;

const start = chatSetup.createStateConfig({
  id: 'starting',
  on: { make: alreadyMaking, pick: alreadyMaking, choose: alreadyMaking, edited: {} },
  invoke: {
    id: 'start',
    src: 'start',
    input: ({ context: { personId, draft, price } }) => {
      if (!draft) throw new Error('Only a draft can be started');
      return { personId, draft, price };
    },
    onDone: [
      { guard: { type: 'is', params: 'started' }, target: '#making', actions: 'spend' },
      {
        guard: ({ event }) => event.output.kind === 'short',
        target: '#short',
        actions: {
          type: 'lack',
          params: ({ event: { output } }) =>
            output.kind === 'short' ? output : { needs: 0, has: 0 },
        },
      },
      { guard: { type: 'is', params: 'outage' }, target: '#outage' },
      {
        guard: { type: 'is', params: 'gone' },
        target: '#confirm',
        actions: {
          type: 'notify',
          params: ({ event: { output } }) => ({
            key: output.kind === 'gone' ? output.notice : 'trouble',
          }),
        },
      },
      { target: '#confirm', actions: inform('price-changed') },
    ],
    onError: { target: '#confirm', actions: inform('trouble') },
  },
});

/** From the description to the order. */
export const create = chatSetup.createStateConfig({
  initial: 'describe',
  states: {
    describe: {
      id: 'describe',
      entry: [...screen({ at: 'describe' })],
      on: {
        text: newWords('choices'),
        idea: newWords('choices'),
      },
    },
    /** A page of ready styles: each is a description of its own. */
    styles: {
      id: 'styles',
      entry: [show],
      on: { text: newWords('who') },
    },
    /** Asks how an image shall be changed. */
    editing: {
      id: 'editing',
      entry: [show],
      on: { text: newWords('image') },
    },
    ...understandingStates,
    confirm: {
      id: 'confirm',
      initial: 'overview',
      states: {
        overview: { entry: [...screen(confirming)] },
        shape: picker,
        count: picker,
        look: picker,
        avatar: picker,
      },
      on: {
        text: newWords('choices'),
      },
    },
    starting: start,
    /** The order was taken; the pictures come by themselves. */
    making: { id: 'making', entry: [...screen({ at: 'home' })] },
    short: lacking({ id: 'short', place: confirming, back: '#confirm' }),
    outage: unavailable({ id: 'outage', place: confirming, back: '#confirm' }),
  },
  on: {
    /** The description's message was edited: the order is looked at again with the new words. */
    edited: [
      { guard: 'editsDraftWell', target: '#confirm', actions: ['hear', 'redescribe'] },
      { guard: 'editsDraft', target: '#confirm', actions: ['hear', 'complain'] },
    ],
    tellMe,
  },
});

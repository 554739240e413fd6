import { chatSetup, inform, screen, show } from './setup.ts';

const confirming = { at: 'confirm' } as const;

/** Other words for the same choices. */
const newWords = {
  guard: 'fits',
  target: '#confirm',
  actions: ['hear', { type: 'describe', params: { keep: true } }],
} as const;

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
        text: newWords,
        idea: newWords,
      },
    },
    confirm: {
      id: 'confirm',
      initial: 'overview',
      states: {
        overview: { entry: [...screen(confirming)] },
        shape: picker,
        count: picker,
        look: picker,
      },
      on: {
        text: newWords,
      },
    },
    starting: start,
    /** The order was taken; the pictures come by themselves. */
    making: { id: 'making', entry: [...screen({ at: 'home' })] },
    /** Coins are missing; the draft stays. */
    short: {
      id: 'short',
      initial: 'telling',
      entry: [...screen(confirming)],
      on: {
        back: { target: '#confirm', actions: 'hear' },
        askForCoins: { target: '.asking', actions: 'hear' },
      },
      states: {
        telling: {},
        asking: {
          invoke: {
            id: 'askForCoins',
            src: 'askForCoins',
            input: ({ context: { personId, lack } }) => ({ personId, needs: lack?.needs ?? 0 }),
            onDone: [
              {
                guard: ({ event }) => event.output,
                target: 'telling',
                actions: [inform('coins-asked'), show],
              },
              { target: 'telling', actions: [inform('coins-asked-today'), show] },
            ],
            onError: { target: 'telling', actions: [inform('trouble'), show] },
          },
        },
      },
    },
    /** Pictures cannot be made now; the draft stays. */
    outage: {
      id: 'outage',
      entry: [...screen(confirming)],
      on: { back: { target: '#confirm', actions: 'hear' } },
    },
  },
  on: {
    /** The description's message was edited: the order is looked at again with the new words. */
    edited: [
      { guard: 'editsDraftWell', target: '#confirm', actions: ['hear', 'redescribe'] },
      { guard: 'editsDraft', target: '#confirm', actions: ['hear', 'complain'] },
    ],
    tellMe: {
      actions: [
        'hear',
        { type: 'watchOutage', params: {} },
        { type: 'answer', params: { text: 'will-tell' } },
        inform('will-tell'),
        show,
      ],
    },
  },
});

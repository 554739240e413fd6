import { chatSetup, inform, screen, show } from './setup.ts';
import type { Place } from './types.ts';

/** Where an order waits, and the screen of it to return to. */
interface Waiting {
  readonly id: string;
  readonly place: Place;
  readonly back: `#${string}`;
}

/** Coins are missing; what was prepared stays. */
export const lacking = ({ id, place, back }: Waiting) =>
  chatSetup.createStateConfig({
    id,
    initial: 'telling',
    entry: [...screen(place)],
    on: {
      back: { target: back, actions: 'hear' },
      askForCoins: [
        {
          guard: 'isToldOfWaiting',
          target: '.asking',
          actions: ['hear', { type: 'answer', params: { text: 'coins-asked-today' } }],
        },
        { target: '.asking', actions: 'hear' },
      ],
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
  });

/** Nothing can be made now; what was prepared stays. */
export const unavailable = ({ id, place, back }: Waiting) =>
  chatSetup.createStateConfig({
    id,
    entry: [...screen(place)],
    on: { back: { target: back, actions: 'hear' } },
  });

/** Tells the person once things can be made again. */
export const tellMe = {
  actions: [
    'hear',
    { type: 'watchOutage', params: {} },
    { type: 'answer', params: { text: 'will-tell' } },
    inform('will-tell'),
    show,
  ],
} as const;

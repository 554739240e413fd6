import { chatSetup, inform, screen } from './setup.ts';

const settingsPlace = { at: 'settings' } as const;

/** Remembers a choice for the next pictures and returns to the settings. */
const picker = chatSetup.createStateConfig({
  entry: [...screen(settingsPlace)],
  on: { back: { target: '#settings', actions: 'hear' } },
});

const dataPlace = { at: 'data' } as const;

/** Language, usual choices, and the person's own data. */
export const settings = chatSetup.createStateConfig({
  initial: 'overview',
  states: {
    overview: { id: 'settings', entry: [...screen(settingsPlace)] },
    language: picker,
    shape: picker,
    count: picker,
    look: picker,
    zone: picker,
    data: { id: 'data', entry: [...screen(dataPlace)] },
    /** Two steps, since nothing brings it back. */
    erase: {
      id: 'erase',
      entry: [...screen(dataPlace)],
      on: {
        back: { target: '#data', actions: 'hear' },
        eraseSure: { target: 'eraseSure', actions: 'hear' },
      },
    },
    eraseSure: {
      entry: [...screen(dataPlace)],
      on: {
        back: { target: '#data', actions: 'hear' },
        eraseYes: { target: 'erasing', actions: 'hear' },
      },
    },
    /** Ends with the actor itself forgotten; nothing that comes meanwhile may stop it. */
    erasing: {
      on: { '*': { actions: { type: 'answer', params: { text: 'erasing' } } } },
      invoke: {
        id: 'erase',
        src: 'erase',
        input: ({ context: { personId } }) => ({ personId }),
        onDone: '#home',
        onError: { target: '#data', actions: inform('trouble') },
      },
    },
  },
  on: {
    prefer: [
      { guard: { type: 'prefers', params: 'language' }, target: '.language', actions: 'hear' },
      { guard: { type: 'prefers', params: 'shape' }, target: '.shape', actions: 'hear' },
      { guard: { type: 'prefers', params: 'count' }, target: '.count', actions: 'hear' },
      { guard: { type: 'prefers', params: 'look' }, target: '.look', actions: 'hear' },
      { guard: { type: 'prefers', params: 'zone' }, target: '.zone', actions: 'hear' },
    ],
  },
});

import { chatSetup, explain, inform, show } from '../setup.ts';
import { toSpot } from './leave.ts';

const found = [
  {
    guard: { type: 'searchesGrid' },
    target: '#grid',
    actions: ['hear', 'searchFor'],
  },
  { guard: { type: 'hasWords' }, target: '#card', actions: ['hear', 'searchFor'] },
  { actions: ['hear', inform('search-empty'), show] },
] as const;

/** What is shown, chosen: each choice leads back to the spot, but from the list of filters. */
export const filterStates = {
  filters: chatSetup.createStateConfig({
    id: 'filters',
    entry: [show],
    on: {
      back: toSpot,
      filter: { actions: ['hear', 'refilter', show] },
      clearFilters: { actions: ['hear', 'clearFilters', show] },
    },
  }),
  /** The values of one filter. */
  picking: chatSetup.createStateConfig({
    id: 'picking',
    entry: [show],
    on: { back: { target: '#filters', actions: 'hear' } },
  }),
  /** Days with pictures: one of them, two as a range, or the whole month. */
  calendar: chatSetup.createStateConfig({
    id: 'calendar',
    entry: [show],
    on: {
      back: {
        target: '#picking',
        actions: ['hear', { type: 'recall', params: { picking: 'time' } }],
      },
    },
  }),
  /** Awaits words; a greeting may be what somebody looks for. */
  search: chatSetup.createStateConfig({
    id: 'search',
    entry: [show],
    on: {
      back: toSpot,
      text: found,
      voice: explain('hint-voice'),
      unhandled: [
        { guard: ({ event }) => event.text === null, actions: ['hear', 'hint', show] },
        ...found,
      ],
    },
  }),
};

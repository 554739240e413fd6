import { chatSetup, inform, informOf, MOST_MARKED, show } from '../setup.ts';
import type { AnswerKey, ChatContext } from '../types.ts';
import { imageAt } from './spot.ts';

type Scope = { readonly context: ChatContext };

const theMarked = ({ context: { gallery } }: Scope) => ({ imageIds: gallery.marked });

const say = (text: AnswerKey) => ({ type: 'answer', params: { text } }) as const;

const nothingMarked = { actions: ['hear', say('nothing-marked'), show] } as const;

const unmark = { type: 'recall', params: { marked: [] } } as const;

/** Several images at once, ticked in the grid. */
export const severalStates = {
  marking: chatSetup.createStateConfig({
    id: 'marking',
    entry: [show],
    on: {
      back: { target: '#grid', actions: ['hear', unmark] },
      grid: {
        actions: [
          'hear',
          { type: 'moveTo', params: ({ event }) => ({ at: 'grid', imageId: event.imageId }) },
          show,
        ],
      },
      mark: [
        { guard: 'mayMark', actions: ['hear', 'mark', show] },
        {
          actions: [
            'hear',
            say('too-many-marked'),
            inform('too-many-marked', { max: MOST_MARKED }),
            show,
          ],
        },
      ],
      markNone: { actions: ['hear', unmark, show] },
      favouriteMarked: [
        {
          guard: 'hasMarked',
          target: '#grid',
          actions: [
            {
              type: 'setFavourite',
              params: (scope) => ({ ...theMarked(scope), marked: true }),
            },
            'hear',
            informOf('images-marked', ({ marked }) => marked),
            unmark,
          ],
        },
        nothingMarked,
      ],
      downloadMarked: [
        {
          guard: 'hasMarked',
          target: '#grid',
          actions: [
            say('sending-download'),
            { type: 'sendDownload', params: theMarked },
            'hear',
            unmark,
          ],
        },
        nothingMarked,
      ],
      deleteMarked: [
        { guard: 'hasMarked', target: '#deletingMarked', actions: 'hear' },
        nothingMarked,
      ],
    },
  }),
  /** Asks before several images go to the trash. */
  deletingMarked: chatSetup.createStateConfig({
    id: 'deletingMarked',
    entry: [show],
    on: {
      back: { target: '#marking', actions: 'hear' },
      deleteMarkedSure: {
        target: '#grid',
        actions: [
          'hear',
          { type: 'trashImages', params: theMarked },
          {
            type: 'recall',
            params: ({ context: { gallery } }) => ({ undo: gallery.marked, marked: [] }),
          },
          {
            type: 'moveTo',
            params: ({ context }) => ({ at: 'grid', imageId: imageAt(context) }),
          },
          informOf('images-trashed', ({ undo }) => undo),
        ],
      },
    },
  }),
};

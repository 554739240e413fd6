import { chatSetup, inform, show } from '../setup.ts';

/** What was deleted within 30 days: brought back, or deleted for good. */
export const trashStates = {
  trash: chatSetup.createStateConfig({ id: 'trash', entry: [show] }),
  /** Asks before an image goes for good. */
  purging: chatSetup.createStateConfig({
    id: 'purging',
    entry: [show],
    on: {
      back: { target: '#trash', actions: 'hear' },
      purgeSure: {
        target: '#trash',
        actions: [
          'hear',
          { type: 'purgeImage', params: ({ event }) => ({ imageId: event.imageId }) },
          inform('image-deleted'),
        ],
      },
    },
  }),
  /** Asks before all of it goes for good. */
  emptying: chatSetup.createStateConfig({
    id: 'emptying',
    entry: [show],
    on: {
      back: { target: '#trash', actions: 'hear' },
      emptyTrashSure: {
        target: '#trash',
        actions: [
          'hear',
          { type: 'emptyTrash', params: ({ event }) => ({ until: event.until }) },
          inform('trash-emptied'),
        ],
      },
    },
  }),
};

import { chatSetup, inform, screen, show } from '../setup.ts';
import { albumStates } from './albums.ts';
import { filterStates } from './filtering.ts';
import { toSpot } from './leave.ts';
import { severalStates } from './several.ts';
import { trashStates } from './trash.ts';

/**
 * The gallery. A spot is a filter and an image; the grid, a card, its details and what may be
 * changed about it are four depths of one spot.
 *
 * Kept: the spot, on every way between grid, card, details, filters, calendar, search, the albums of
 * an image, and deletion; on the way back from anywhere else, since the trail remembers it; after a
 * restart.
 * Reset: the filter, by opening the gallery from home, by its command or from a result. Opening a
 * part of it (an album, favourites, a figure of the statistics, found words) begins with that part,
 * and Back returns to where it was opened from, as it was. The marks go when the grid that they were
 * made in is left, the undo with the next event.
 * After a deletion, a restoration or another filter the image nearest to the spot's is shown.
 */
export const gallery = chatSetup.createStateConfig({
  initial: 'card',
  states: {
    card: { id: 'card', entry: [show] },
    grid: { id: 'grid', entry: [show] },
    details: { id: 'details', entry: [show] },
    /** What may be changed about the image. */
    edits: { id: 'edits', entry: [show] },
    /** Asks before an image goes to the trash. */
    deleting: {
      id: 'deleting',
      entry: [show],
      on: {
        back: toSpot,
        deleteSure: {
          target: '#card',
          actions: [
            'hear',
            { type: 'trashImages', params: ({ event }) => ({ imageIds: [event.imageId] }) },
            { type: 'recall', params: ({ event }) => ({ undo: [event.imageId] }) },
            { type: 'moveTo', params: ({ event }) => ({ at: 'card', imageId: event.imageId }) },
            inform('image-trashed'),
          ],
        },
      },
    },
    ...filterStates,
    ...albumStates,
    ...severalStates,
    ...trashStates,
    statistics: { id: 'statistics', entry: [...screen({ at: 'statistics' })] },
  },
});

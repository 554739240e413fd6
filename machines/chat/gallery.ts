import { chatSetup, inform, show } from './setup.ts';
import type { ChatContext, ChatEvent, Place } from './types.ts';

type Scope = { readonly context: ChatContext; readonly event: ChatEvent };

/** The image that was asked for; the newest when the gallery was; else the one shown before. */
const cardOf = ({ context: { place }, event }: Scope): Place => {
  if (event.type === 'image') return { at: 'card', imageId: event.imageId };
  if (event.type === 'deleteSure') return { at: 'card', imageId: event.nextId };
  if (event.type === 'gallery') return { at: 'card', imageId: null };
  return place.at === 'card' ? place : { at: 'card', imageId: null };
};

/** One image at a time, newest first; arrows go by the image's id, never by its place. */
export const gallery = chatSetup.createStateConfig({
  initial: 'card',
  states: {
    card: { id: 'card', entry: [{ type: 'arrive', params: cardOf }, show] },
    /** Asks before an image goes. */
    deleting: {
      id: 'deleting',
      entry: [
        {
          type: 'arrive',
          params: ({ context, event }) =>
            event.type === 'delete' ? { at: 'card', imageId: event.imageId } : context.place,
        },
        show,
      ],
      on: {
        back: { target: '#card', actions: 'hear' },
        deleteSure: {
          target: '#card',
          actions: [
            'hear',
            { type: 'deleteImage', params: ({ event }) => ({ imageId: event.imageId }) },
            inform('image-deleted'),
          ],
        },
      },
    },
  },
});

import {
  ALBUM_TITLE_LENGTH,
  chatSetup,
  explain,
  inform,
  MOST_ALBUMS,
  screen,
  show,
  titleOf,
} from '../setup.ts';
import type { ChatContext } from '../types.ts';
import { toSpot } from './leave.ts';

type Scope = { readonly context: ChatContext };

const named = [
  { guard: 'isTitle', target: '#keeping', actions: 'hear' },
  { actions: ['hear', inform('album-name-long', { max: ALBUM_TITLE_LENGTH }), show] },
] as const;

/** Whether images wait to be put into the album that is named. */
const isForImages = ({ context: { gallery } }: Scope) => gallery.adding.length > 0;

/** Makes or renames the album. */
const keeping = chatSetup.createStateConfig({
  id: 'keeping',
  invoke: {
    id: 'nameAlbum',
    src: 'nameAlbum',
    input: ({ context: { personId, gallery }, event }) => ({
      personId,
      albumId: gallery.albumId,
      name: titleOf(event),
      imageIds: gallery.adding,
    }),
    onDone: [
      {
        guard: ({ context, event }) => event.output.kind === 'named' && isForImages({ context }),
        target: '#adding',
        actions: inform('album-made'),
      },
      {
        guard: ({ context, event }) =>
          event.output.kind === 'named' && context.gallery.albumId !== null,
        target: '#album',
        actions: inform('album-renamed'),
      },
      {
        guard: { type: 'is', params: 'named' },
        target: '#album',
        actions: [
          {
            type: 'arrive',
            params: ({ event: { output } }) => ({
              at: 'album',
              albumId: output.kind === 'named' ? output.albumId : '',
            }),
          },
          inform('album-made'),
        ],
      },
      {
        guard: { type: 'is', params: 'taken' },
        target: '#naming',
        actions: inform('album-name-taken'),
      },
      {
        guard: { type: 'is', params: 'too-many' },
        target: '#albums',
        actions: inform('too-many-albums', { max: MOST_ALBUMS }),
      },
      { target: '#albums', actions: inform('album-gone') },
    ],
    onError: { target: '#naming', actions: inform('trouble') },
  },
});

/** Albums hold images without owning them: what becomes of an album never touches an image. */
export const albumStates = {
  albums: chatSetup.createStateConfig({
    id: 'albums',
    entry: [...screen({ at: 'albums' })],
  }),
  album: chatSetup.createStateConfig({ id: 'album', entry: [show] }),
  /** Awaits the name of a new album, or a new one for the album at hand. */
  naming: chatSetup.createStateConfig({
    id: 'naming',
    entry: [show],
    on: {
      back: [
        { guard: isForImages, target: '#adding', actions: 'hear' },
        { guard: { type: 'isAt', params: 'album' }, target: '#album', actions: 'hear' },
        { target: '#albums', actions: 'hear' },
      ],
      text: named,
      voice: explain('hint-voice'),
      unhandled: [
        { guard: ({ event }) => event.text === null, actions: ['hear', 'hint', show] },
        ...named,
      ],
    },
  }),
  keeping,
  /** Asks before an album goes. */
  dissolving: chatSetup.createStateConfig({
    id: 'dissolving',
    entry: [show],
    on: {
      back: { target: '#album', actions: 'hear' },
      deleteAlbumSure: {
        target: '#albums',
        actions: [
          'hear',
          { type: 'deleteAlbum', params: ({ event }) => ({ albumId: event.albumId }) },
          inform('album-deleted'),
        ],
      },
    },
  }),
  /** Which albums images are in. */
  adding: chatSetup.createStateConfig({
    id: 'adding',
    entry: [show],
    on: {
      back: [
        { guard: { type: 'isAt', params: 'grid' }, target: '#marking', actions: 'hear' },
        ...toSpot,
      ],
      newAlbum: {
        target: '#naming',
        actions: ['hear', { type: 'recall', params: { albumId: null } }],
      },
      /** Another page of the albums for those marked. */
      addTo: {
        guard: ({ event }) => event.imageId === null,
        actions: ['hear', { type: 'recall', params: ({ event: { page } }) => ({ page }) }, show],
      },
      inAlbum: {
        actions: [
          {
            type: 'putInAlbum',
            params: ({ context: { gallery }, event: { albumId, imageId, added } }) => ({
              albumId,
              imageIds: imageId === null ? gallery.adding : [imageId],
              added,
            }),
          },
          {
            type: 'answer',
            params: ({ event }) => ({ text: event.added ? 'added-to-album' : 'taken-from-album' }),
          },
          'hear',
          show,
        ],
      },
    },
  }),
};

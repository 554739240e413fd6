import { chatSetup, inform, informOf, show, stay, to, wordsOf } from '../setup.ts';
import type { ChatContext, ChatEvent, Place } from '../types.ts';
import { imageAt, type SpotPlace } from './spot.ts';

type EventOf<Type extends ChatEvent['type']> = Extract<ChatEvent, { type: Type }>;
type Scope<Type extends ChatEvent['type'] = ChatEvent['type']> = {
  readonly context: ChatContext;
  readonly event: EventOf<Type>;
};

/** The spot at hand; from elsewhere the newest card of all. */
const here = ({ context }: { readonly context: ChatContext }) => ({
  at: context.place.at === 'grid' ? ('grid' as const) : ('card' as const),
  imageId: imageAt(context),
});

const moveHere = { type: 'moveTo', params: here } as const;

/** A card, or the details if the image is looked at there. */
const atImage = ({ context: { place }, event }: Scope<'delete' | 'addTo'>) => ({
  at: place.at === 'details' ? ('details' as const) : ('card' as const),
  imageId: event.imageId,
});

/** To an image that the event names. */
const moveTo = (at: SpotPlace['at']) =>
  ({
    type: 'moveTo',
    params: ({ event: { imageId } }: { readonly event: { readonly imageId: string | null } }) => ({
      at,
      imageId,
    }),
  }) as const;

const arriveAt = <Type extends ChatEvent['type']>(place: (event: EventOf<Type>) => Place) =>
  ({ type: 'arrive', params: ({ event }: Scope<Type>) => place(event) }) as const;

/** To the spot at hand, after what the actions make of it. */
const atSpot = <Action extends string>(action: Action) =>
  [
    { guard: { type: 'isAt', params: 'grid' }, target: '#grid', actions: ['hear', action] },
    { target: '#card', actions: ['hear', action] },
  ] as const;

const mark = [
  {
    type: 'setFavourite',
    params: ({ event: { imageId, marked } }: Scope<'favourite'>) => ({
      imageIds: [imageId],
      marked,
    }),
  },
  {
    type: 'answer',
    params: ({ event }: Scope<'favourite'>) => ({
      text: event.marked ? ('marked' as const) : ('unmarked' as const),
    }),
  },
] as const;

const favourite = [
  {
    guard: ({ context, event }: Scope<'favourite'>) =>
      event.resultId === null && context.place.at === 'card',
    actions: [...mark, 'hear', moveTo('card'), show],
  },
  {
    guard: ({ event }: Scope<'favourite'>) => event.resultId === null,
    actions: [...mark, 'hear', show],
  },
  {
    actions: [
      ...mark,
      {
        type: 'refreshResult',
        params: ({ event }: Scope<'favourite'>) => ({
          messageId: event.resultId ?? 0,
          imageId: event.imageId,
        }),
      },
    ],
  },
] as const;

const restoreUndone = {
  type: 'restoreImages',
  params: ({ context }: Scope) => ({ imageIds: context.gallery.undo }),
} as const;

/** Brought back, and shown where it was. */
const undone = (at: 'grid' | 'card') =>
  [
    restoreUndone,
    {
      type: 'moveTo',
      params: ({ context }: Scope) => ({ at, imageId: context.gallery.undo[0] ?? null }),
    },
    'answerThere',
    informOf('image-restored', ({ undo }) => undo),
    { type: 'recall', params: { undo: [] } },
  ] as const;

const canUndo = ({ context }: { readonly context: ChatContext }) => context.gallery.undo.length > 0;

/** What leads into the gallery and through it, from anywhere in the chat. */
export const { on: galleryEvents } = chatSetup.createStateConfig({
  on: {
    gallery: {
      target: '#card',
      actions: ['hear', arriveAt<'gallery'>(() => ({ at: 'card', filter: {}, imageId: null }))],
    },
    open: {
      target: '#card',
      actions: ['hear', arriveAt<'open'>(({ filter }) => ({ at: 'card', filter, imageId: null }))],
    },
    find: [
      {
        guard: 'hasWords',
        target: '#card',
        actions: [
          'hear',
          arriveAt<'find'>((event) => ({
            at: 'card',
            filter: { words: wordsOf(event) },
            imageId: null,
          })),
        ],
      },
      { target: '#search', actions: ['hear', moveHere] },
    ],
    image: [
      {
        guard: ({ event }: Scope<'image'>) => event.imageId === null,
        target: '#card',
        actions: [
          'hear',
          { type: 'moveTo', params: (scope: Scope) => ({ ...here(scope), at: 'card' as const }) },
          { type: 'answer', params: { text: 'image-gone' } },
          inform('image-gone'),
        ],
      },
      {
        guard: ({ event }: Scope<'image'>) => event.fresh,
        target: '#card',
        actions: [
          'hear',
          arriveAt<'image'>(({ imageId }) => ({ at: 'card', filter: {}, imageId })),
        ],
      },
      {
        target: '#card',
        actions: ['hear', moveTo('card')],
      },
    ],
    atEnd: {
      actions: {
        type: 'answer',
        params: ({ event }: Scope<'atEnd'>) => ({
          text: event.which === 'newest' ? ('at-newest' as const) : ('at-oldest' as const),
        }),
      },
    },
    favourite,
    grid: {
      target: '#grid',
      actions: ['hear', moveTo('grid')],
    },
    details: {
      target: '#details',
      actions: ['hear', moveTo('details')],
    },
    edits: { target: '#edits', actions: ['hear', moveTo('edits')] },
    filters: {
      target: '#filters',
      actions: [
        'hear',
        {
          type: 'moveTo',
          params: (scope: Scope<'filters'>) => ({
            at: here(scope).at,
            imageId: scope.event.imageId ?? here(scope).imageId,
          }),
        },
      ],
    },
    pickFilter: {
      target: '#picking',
      actions: [
        'hear',
        moveHere,
        {
          type: 'recall',
          params: ({ event }: Scope<'pickFilter'>) => ({ picking: event.what }),
        },
      ],
    },
    filter: atSpot('refilter'),
    clearFilters: atSpot('clearFilters'),
    calendar: {
      target: '#calendar',
      actions: [
        'hear',
        moveHere,
        {
          type: 'recall',
          params: ({ event: { month, from } }: Scope<'calendar'>) => ({ month, from }),
        },
      ],
    },
    search: { target: '#search', actions: ['hear', moveHere] },
    albums: {
      target: '#albums',
      actions: [
        'hear',
        { type: 'recall', params: ({ event: { page } }: Scope<'albums'>) => ({ page }) },
      ],
    },
    album: [
      {
        guard: ({ event }: Scope<'album'>) => event.albumId === null,
        target: '#albums',
        actions: ['hear', inform('album-gone')],
      },
      {
        target: '#album',
        actions: [
          'hear',
          arriveAt<'album'>(({ albumId }) => ({ at: 'album', albumId: albumId ?? '' })),
        ],
      },
    ],
    newAlbum: {
      target: '#naming',
      actions: [
        'hear',
        { type: 'arrive', params: { at: 'albums' } },
        { type: 'recall', params: { albumId: null, adding: [] } },
      ],
    },
    renameAlbum: {
      target: '#naming',
      actions: [
        'hear',
        arriveAt<'renameAlbum'>(({ albumId }) => ({ at: 'album', albumId })),
        {
          type: 'recall',
          params: ({ event: { albumId } }: Scope<'renameAlbum'>) => ({ albumId, adding: [] }),
        },
      ],
    },
    deleteAlbum: {
      target: '#dissolving',
      actions: ['hear', arriveAt<'deleteAlbum'>(({ albumId }) => ({ at: 'album', albumId }))],
    },
    deleteAlbumSure: stay('out-of-date'),
    addTo: [
      {
        guard: ({ event }: Scope<'addTo'>) => event.imageId !== null,
        target: '#adding',
        actions: [
          'hear',
          { type: 'moveTo', params: atImage },
          {
            type: 'recall',
            params: ({ event: { imageId, page } }: Scope<'addTo'>) => ({
              adding: imageId ? [imageId] : [],
              page,
            }),
          },
        ],
      },
      {
        guard: { type: 'hasMarkedInGrid' },
        target: '#adding',
        actions: [
          'hear',
          {
            type: 'recall',
            params: ({ context, event: { page } }: Scope<'addTo'>) => ({
              adding: context.gallery.marked,
              page,
            }),
          },
        ],
      },
      stay('nothing-marked'),
    ],
    inAlbum: stay('out-of-date'),
    marking: {
      target: '#marking',
      actions: [
        'hear',
        { type: 'moveTo', params: (scope: Scope) => ({ ...here(scope), at: 'grid' as const }) },
        { type: 'recall', params: { marked: [] } },
      ],
    },
    mark: stay('out-of-date'),
    markNone: stay('out-of-date'),
    favouriteMarked: stay('out-of-date'),
    downloadMarked: stay('out-of-date'),
    deleteMarked: stay('out-of-date'),
    deleteMarkedSure: stay('out-of-date'),
    delete: { target: '#deleting', actions: ['hear', { type: 'moveTo', params: atImage }] },
    deleteSure: stay('out-of-date'),
    undo: [
      {
        guard: ({ context }: Scope) => canUndo({ context }) && context.place.at === 'grid',
        target: '#grid',
        actions: undone('grid'),
      },
      { guard: canUndo, target: '#card', actions: undone('card') },
      stay('out-of-date'),
    ],
    trash: {
      target: '#trash',
      actions: ['hear', arriveAt<'trash'>(({ imageId }) => ({ at: 'trash', imageId }))],
    },
    restore: {
      target: '#trash',
      actions: [
        'hear',
        {
          type: 'restoreImages',
          params: ({ event }: Scope<'restore'>) => ({ imageIds: [event.imageId] }),
        },
        arriveAt<'restore'>(({ imageId }) => ({ at: 'trash', imageId })),
        inform('image-restored', { pictures: 1 }),
      ],
    },
    purge: {
      target: '#purging',
      actions: ['hear', arriveAt<'purge'>(({ imageId }) => ({ at: 'trash', imageId }))],
    },
    purgeSure: stay('out-of-date'),
    emptyTrash: {
      target: '#emptying',
      actions: ['hear', { type: 'arrive', params: { at: 'trash', imageId: null } }],
    },
    emptyTrashSure: stay('out-of-date'),
    statistics: to('#statistics'),
    share: {
      actions: [
        { type: 'answer', params: { text: 'sending-share' } },
        {
          type: 'sendShare',
          params: ({ event }: Scope<'share'>) => ({ imageId: event.imageId }),
        },
      ],
    },
  },
});

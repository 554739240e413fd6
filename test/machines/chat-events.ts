import type { ChatEvent, Draft, Named, Redeemed, Started } from '../../machines/chat/types.ts';

const started: readonly Started[] = [
  { kind: 'started' },
  { kind: 'short', needs: 20, has: 5 },
  { kind: 'changed' },
  { kind: 'outage' },
];
const redeemed: readonly Redeemed[] = [
  { kind: 'credited', coins: 50 },
  ...(['unknown', 'expired', 'used-up', 'already'] as const).map((kind) => ({ kind })),
];
const named: readonly Named[] = [
  { kind: 'named', albumId: 'a1' },
  ...(['taken', 'too-many', 'gone'] as const).map((kind) => ({ kind })),
];
/** What each job of a chat may answer. */
export const outputs = {
  start: started,
  redeem: redeemed,
  askForCoins: [true, false],
  nameAlbum: named,
  erase: [null],
};

const draft = (id: string): Draft => ({
  id,
  description: 'a fox in the snow',
  shape: '3:4',
  count: 2,
  look: null,
  messageId: null,
});

/** Events of every type; `id` names the draft that they make or speak of. */
const samples: {
  readonly [Type in ChatEvent['type']]: (
    id: string,
  ) => readonly Omit<Extract<ChatEvent, { type: Type }>, 'type' | 'on'>[];
} = {
  start: () => [{ first: true }, { first: false }],
  home: () => [{}],
  back: () => [{}],
  create: () => [{}],
  text: (draftId) => [
    { text: 'a cat on a roof', messageId: 10, draftId },
    { text: ' a ', messageId: 11, draftId },
    { text: 'x'.repeat(2001), messageId: 12, draftId },
  ],
  edited: () => [
    { text: 'a dog on a roof', messageId: 10 },
    { text: 'a', messageId: 10 },
    { text: 'another message', messageId: 99 },
  ],
  idea: (draftId) => [{ text: 'a lighthouse', draftId }],
  again: (id) => [{ draft: draft(id) }],
  change: (id) => [{ draft: draft(id) }],
  pick: (draftId) => (['shape', 'count', 'look'] as const).map((what) => ({ draftId, what })),
  choose: (draftId) => [
    { draftId, choice: { shape: '16:9' } },
    { draftId, choice: { count: 4 } },
    { draftId, choice: { look: 'flux' } },
  ],
  make: (draftId) => [{ draftId, price: 10 }],
  askForCoins: () => [{}],
  tellMe: () => [{}],
  gallery: () => [{}],
  open: () => [{ filter: { favourites: true } }, { filter: { albumId: 'a1' } }],
  find: () => [{ words: 'cat' }, { words: ' ' }],
  image: () => [
    { imageId: 'i1', fresh: false },
    { imageId: 'i1', fresh: true },
    { imageId: null, fresh: false },
  ],
  grid: () => [{ imageId: 'i1' }, { imageId: null }],
  details: () => [{ imageId: 'i1' }],
  filters: () => [{ imageId: 'i1' }, { imageId: null }],
  pickFilter: () => (['kind', 'look', 'shape', 'album', 'time'] as const).map((what) => ({ what })),
  filter: () => [{ change: { look: 'flux' } }, { change: { look: null } }],
  clearFilters: () => [{}],
  calendar: () => [
    { month: null, from: null },
    { month: '2026-05', from: '2026-05-03' },
  ],
  search: () => [{}],
  albums: () => [{ page: 0 }, { page: 1 }],
  album: () => [{ albumId: 'a1' }, { albumId: null }],
  newAlbum: () => [{}],
  renameAlbum: () => [{ albumId: 'a1' }],
  deleteAlbum: () => [{ albumId: 'a1' }],
  deleteAlbumSure: () => [{ albumId: 'a1' }],
  addTo: () => [
    { imageId: 'i1', page: 0 },
    { imageId: null, page: 1 },
  ],
  inAlbum: () => [
    { albumId: 'a1', imageId: 'i1', added: true },
    { albumId: 'a1', imageId: null, added: false },
  ],
  marking: () => [{}],
  mark: () => [
    { imageId: 'i1', marked: true },
    { imageId: 'i1', marked: false },
  ],
  markNone: () => [{}],
  favouriteMarked: () => [{}],
  deleteMarked: () => [{}],
  deleteMarkedSure: () => [{}],
  downloadMarked: () => [{}],
  trash: () => [{ imageId: 'i1' }, { imageId: null }],
  restore: () => [{ imageId: 'i1' }],
  undo: () => [{}],
  purge: () => [{ imageId: 'i1' }],
  purgeSure: () => [{ imageId: 'i1' }],
  emptyTrash: () => [{}],
  emptyTrashSure: () => [{ until: 1_770_000_000_000 }],
  statistics: () => [{}],
  share: () => [{ imageId: 'i1' }],
  shared: (id) => [{ draft: draft(id) }, { draft: null }],
  atEnd: () => [{ which: 'newest' }, { which: 'oldest' }],
  favourite: () => [
    { imageId: 'i1', marked: true, resultId: null },
    { imageId: 'i1', marked: false, resultId: 77 },
  ],
  delete: () => [{ imageId: 'i1' }],
  deleteSure: () => [{ imageId: 'i1' }],
  wholeText: () => [{ imageId: 'i1' }],
  wholeDraft: (draftId) => [{ draftId }],
  wholeOrder: () => [{ generationId: 'g1' }],
  original: () => [{ imageId: 'i1' }],
  close: () => [{ messageId: 5 }],
  balance: () => [{}],
  operations: () => [{ before: null }, { before: 'o1' }],
  enterCode: () => [{}],
  redeem: () => [{ code: 'SPRING' }],
  settings: () => [{}],
  prefer: () => (['language', 'shape', 'count', 'look', 'zone'] as const).map((what) => ({ what })),
  preferred: () => [{ choice: { count: 4 } }],
  setLanguage: () => [{ language: 'en' }],
  setTimeZone: () => [{ zone: 'Asia/Omsk' }],
  myData: () => [{}],
  export: () => [{}],
  erase: () => [{}],
  eraseSure: () => [{}],
  eraseYes: () => [{}],
  help: () => [{}],
  privacy: () => [{}],
  support: () => [{}],
  cancel: () => [{}],
  unhandled: () => [
    { hint: 'hint-sticker', text: null },
    { hint: 'hint-hello', text: 'hello' },
  ],
  stale: () => [{}],
};

const ANCHOR = 42;

/** Events of every type, by a draft of this id. Guaranteed by `samples`: each is of its type. */
export const eventsOf = (id: string): ChatEvent[] =>
  Object.entries(samples).flatMap(([type, some]) =>
    some(id).map((rest) => ({ type, on: ANCHOR, ...rest }) as unknown as ChatEvent),
  );

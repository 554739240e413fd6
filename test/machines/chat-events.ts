import type {
  AvatarNamed,
  ChatEvent,
  Draft,
  Named,
  Redeemed,
  Started,
  TrainingStarted,
  Understood,
  WizardDraft,
} from '../../machines/chat/types.ts';

const started: readonly Started[] = [
  { kind: 'started' },
  { kind: 'short', needs: 20, has: 5 },
  { kind: 'changed' },
  { kind: 'outage' },
  { kind: 'gone', notice: 'avatar-not-ready' },
];
const redeemed: readonly Redeemed[] = [
  { kind: 'credited', coins: 50 },
  ...(['unknown', 'expired', 'used-up', 'already'] as const).map((kind) => ({ kind })),
];
const named: readonly Named[] = [
  { kind: 'named', albumId: 'a1' },
  ...(['taken', 'too-many', 'gone'] as const).map((kind) => ({ kind })),
];
const opened: readonly WizardDraft[] = [
  { draftId: null, step: 'about' },
  ...(['name', 'who', 'photos'] as const).map((step) => ({ draftId: 'v1', step })),
];
const avatarNamed: readonly AvatarNamed[] = [{ kind: 'named' }, { kind: 'gone' }];
const training: readonly TrainingStarted[] = [
  { kind: 'short', needs: 150, has: 5 },
  ...(['started', 'changed', 'too-few', 'outage', 'gone'] as const).map((kind) => ({ kind })),
];
const understood: readonly Understood[] = [
  { kind: 'understood', text: 'a cat on a roof' },
  { kind: 'understood', text: ' ' },
  { kind: 'unreadable' },
  { kind: 'not-configured' },
];
/** What each job of a chat may answer, by its ticket. */
export const outputs = {
  start: started,
  redeem: redeemed,
  askForCoins: [true, false],
  nameAlbum: named,
  openWizard: opened,
  consent: [{ draftId: 'v1' }],
  nameDraft: avatarNamed,
  renameAvatar: avatarNamed,
  startTraining: training,
  describeSample: understood,
  hear: understood,
  erase: [null],
};

const draft = (id: string): Draft => ({
  id,
  description: 'a fox in the snow',
  shape: '3:4',
  count: 2,
  look: null,
  messageId: null,
  avatarId: null,
  style: null,
  edit: null,
});

const photo = {
  fileId: 'f1',
  fileUniqueId: 'u1',
  messageId: 20,
  groupId: null,
  fileType: null,
  bytes: 70_000,
  caption: null,
};

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
  pick: (draftId) =>
    (['shape', 'count', 'look', 'avatar'] as const).map((what) => ({ draftId, what })),
  choose: (draftId) => [
    { draftId, choice: { shape: '16:9' } },
    { draftId, choice: { count: 4 } },
    { draftId, choice: { look: 'flux' } },
    { draftId, choice: { avatarId: 'a1' } },
    { draftId, choice: { avatarId: null } },
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
  pickFilter: () =>
    (['kind', 'look', 'avatar', 'shape', 'album', 'time'] as const).map((what) => ({ what })),
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
  createWith: () => [{ avatarId: 'a1' }],
  styles: () => [{ page: 0 }, { page: 1 }],
  style: (draftId) => [{ style: 'winter', text: 'In the snow', draftId }],
  edits: () => [{ imageId: 'i1' }],
  editImage: () => [{ imageId: 'i1' }],
  editBy: (id) => [{ draft: { ...draft(id), edit: { imageId: 'i1', how: 'upscale' } } }],
  avatars: () => [{ avatarId: 'a1' }, { avatarId: null }],
  avatarGone: () => [{ notice: 'avatar-gone' }, { notice: 'avatar-not-ready' }],
  avatarMoved: () => [
    { avatarId: 'a1', isOver: false },
    { avatarId: 'a1', isOver: true },
  ],
  renameAvatar: () => [{ avatarId: 'a1' }],
  makeMain: () => [{ avatarId: 'a1' }],
  deleteAvatar: () => [{ avatarId: 'a1' }],
  deleteAvatarSure: () => [
    { avatarId: 'a1', images: 'keep' },
    { avatarId: 'a2', images: 'delete' },
  ],
  deleteAvatarYes: () => [
    { avatarId: 'a1', images: 'keep' },
    { avatarId: 'a1', images: 'delete' },
  ],
  wizard: () => [{ avatarId: null }, { avatarId: 'v1' }],
  wizardOn: () => [{}],
  consent: () => [{ textVersion: 1 }],
  who: () => [{ who: 'woman' }, { who: null }],
  photo: (draftId) => [
    { ...photo, draftId },
    { ...photo, groupId: 'g1', caption: 'at sea', draftId },
  ],
  photoChecked: () => [{ avatarId: 'v1' }, { avatarId: 'v2' }],
  viewPhotos: () => [{ photoId: 'p1' }, { photoId: null }],
  removePhoto: () => [{ photoId: 'p1', nextId: 'p2' }],
  keepPhoto: () => [
    { photoId: 'p1', kept: true },
    { photoId: 'p1', kept: false },
  ],
  photosDone: () => [{}],
  toPrice: () => [{}],
  pickPreset: () => [{}],
  preset: () => [{ preset: 'fast' }],
  keepPhotos: () => [{ kept: true }],
  train: () => [{ avatarId: 'v1', n: 1, price: 150 }],
  leaveWizard: () => [{}],
  startOver: () => [{}],
  startOverSure: () => [{}],
  voice: (draftId) => [
    { fileId: 'f2', seconds: 7, messageId: 21, draftId },
    { fileId: 'f2', seconds: 61, messageId: 21, draftId },
  ],
  stale: () => [{}],
};

const ANCHOR = 42;

/** Events of every type, by a draft of this id. Guaranteed by `samples`: each is of its type. */
export const eventsOf = (id: string): ChatEvent[] =>
  Object.entries(samples).flatMap(([type, some]) =>
    some(id).map((rest) => ({ type, on: ANCHOR, ...rest }) as unknown as ChatEvent),
  );

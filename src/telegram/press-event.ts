import type { Filter, FilterChange } from '../../machines/chat/gallery/filter.ts';
import type { Anchor, ChatEvent, Draft } from '../../machines/chat/types.ts';
import type { Press } from './press.ts';
import type { Order } from './press-facts.ts';
import type { Said } from './read-update.ts';
import { chat, type Ids, type Scene, type Step } from './step.ts';

type PressOf<K extends Press['do']> = Press extends infer P
  ? P extends { readonly do: string }
    ? K extends P['do']
      ? Omit<P, 'do'> & { readonly do: K }
      : never
    : never
  : never;

/** A press with all that its reading takes. */
interface Told {
  readonly on: Anchor;
  readonly messageId: number | null;
  readonly scene: Scene;
  readonly ids: Ids;
}

type Readers = { readonly [K in Press['do']]: (press: PressOf<K>, told: Told) => Step };

const stale = (on: Anchor): Step => chat({ type: 'stale', on });

export type Plain = Extract<
  ChatEvent['type'],
  | 'home'
  | 'back'
  | 'create'
  | 'gallery'
  | 'balance'
  | 'settings'
  | 'help'
  | 'privacy'
  | 'support'
  | 'enterCode'
  | 'askForCoins'
  | 'tellMe'
  | 'myData'
  | 'export'
  | 'erase'
  | 'eraseSure'
  | 'eraseYes'
  | 'clearFilters'
  | 'search'
  | 'statistics'
  | 'newAlbum'
  | 'marking'
  | 'markNone'
  | 'favouriteMarked'
  | 'downloadMarked'
  | 'deleteMarked'
  | 'deleteMarkedSure'
  | 'undo'
  | 'emptyTrash'
  | 'wizardOn'
  | 'photosDone'
  | 'toPrice'
  | 'pickPreset'
  | 'leaveWizard'
  | 'startOver'
  | 'startOverSure'
>;

/**
 * Guarantee: these events carry nothing but their type and the anchor. TypeScript compares no more
 * than 25 members of a union at once, and so cannot see it.
 */
export const plainEvent = (type: Plain | 'cancel', on: Anchor) => ({ type, on }) as ChatEvent;

const plain =
  (type: Plain) =>
  (_: object, { on }: Told): Step =>
    chat(plainEvent(type, on));

export const draftOf = (order: Order, ids: Ids): Draft => ({ ...order, id: ids.newId() });

/** A change of a picture: one, of its shape, by a look that can change pictures. */
export const editOf = (
  order: Order,
  edit: NonNullable<Draft['edit']>,
  { newId }: Pick<Ids, 'newId'>,
): Draft => ({
  ...order,
  id: newId(),
  count: 1,
  look: null,
  avatarId: null,
  style: null,
  edit,
});

const avatarGone = (notice: 'avatar-gone' | 'avatar-not-ready') => (on: Anchor) =>
  chat({ type: 'avatarGone', notice, on });

/** A card that outlived its order is nobody's: the screen below says that it is out of date. */
const lostCard = stale('living');

type Gone = (on: Anchor, scene: Scene) => Step;

/** What is not the person's, or no longer there, opens the screen nearest to it, which says so. */
const gone: Readonly<Record<NonNullable<Scene['lacks']>, Gone>> = {
  image: (on, { isScreen }) => chat({ type: 'image', imageId: null, fresh: !isScreen, on }),
  album: (on) => chat({ type: 'album', albumId: null, on }),
  trashed: (on) => chat({ type: 'trash', imageId: null, on }),
  avatar: avatarGone('avatar-gone'),
  ready: avatarGone('avatar-not-ready'),
  training: () => lostCard,
};

const draftFrom =
  (type: 'again' | 'change') =>
  (_: object, { scene: { order }, on, ids }: Told): Step =>
    order ? chat({ type, draft: draftOf(order, ids), on }) : stale(on);

const filtering = (change: FilterChange, { on }: Told): Step =>
  chat({ type: 'filter', change, on });

const opening = (filter: Filter, { on }: Told): Step => chat({ type: 'open', filter, on });

type OfImage = Extract<
  ChatEvent['type'],
  | 'delete'
  | 'deleteSure'
  | 'details'
  | 'share'
  | 'restore'
  | 'purge'
  | 'purgeSure'
  | 'wholeText'
  | 'original'
>;

const ofImage =
  (type: OfImage) =>
  ({ imageId }: { readonly imageId: string }, { on }: Told): Step =>
    chat({ type, imageId, on });

type OfAlbum = Extract<
  ChatEvent['type'],
  'album' | 'renameAlbum' | 'deleteAlbum' | 'deleteAlbumSure'
>;

const ofAlbum =
  (type: OfAlbum) =>
  ({ albumId }: { readonly albumId: string }, { on }: Told): Step =>
    chat({ type, albumId, on });

type OfAvatar = Extract<ChatEvent['type'], 'renameAvatar' | 'makeMain' | 'deleteAvatar'>;

const ofAvatar =
  (type: OfAvatar) =>
  ({ avatarId }: { readonly avatarId: string }, { on }: Told): Step =>
    chat({ type, avatarId, on });

type Deleting = { readonly avatarId: string; readonly images: 'keep' | 'delete' };

const deletingAvatar =
  (type: 'deleteAvatarSure' | 'deleteAvatarYes') =>
  ({ avatarId, images }: Deleting, { on }: Told): Step =>
    chat({ type, avatarId, images, on });

/** Leads to the confirm screen, which names the price. */
const editing =
  (how: 'upscale' | 'cutout') =>
  ({ imageId }: { readonly imageId: string }, { on, ids, scene: { order } }: Told): Step =>
    order ? chat({ type: 'again', draft: editOf(order, { imageId, how }, ids), on }) : stale(on);

const readers: Readers = {
  home: plain('home'),
  back: plain('back'),
  create: plain('create'),
  gallery: plain('gallery'),
  balance: plain('balance'),
  settings: plain('settings'),
  help: plain('help'),
  privacy: plain('privacy'),
  support: plain('support'),
  enterCode: plain('enterCode'),
  askForCoins: plain('askForCoins'),
  tellMe: plain('tellMe'),
  myData: plain('myData'),
  export: plain('export'),
  erase: plain('erase'),
  eraseSure: plain('eraseSure'),
  eraseYes: plain('eraseYes'),
  idea: ({ which }, { on, ids, scene: { language } }) => {
    const text = ids.idea(which, language);
    return text === null ? stale(on) : chat({ type: 'idea', text, draftId: ids.newId(), on });
  },
  pick: ({ draftId, what }, { on }) => chat({ type: 'pick', draftId, what, on }),
  chooseShape: ({ draftId, shape }, { on }) =>
    chat({ type: 'choose', draftId, choice: { shape }, on }),
  chooseCount: ({ draftId, count }, { on }) =>
    chat({ type: 'choose', draftId, choice: { count }, on }),
  chooseLook: ({ draftId, look }, { on }) =>
    chat({ type: 'choose', draftId, choice: { look }, on }),
  make: ({ draftId, price }, { on }) => chat({ type: 'make', draftId, price, on }),
  image: ({ imageId }, { on, scene: { isScreen } }) =>
    chat({ type: 'image', imageId, fresh: !isScreen, on }),
  atEnd: ({ which }, { on }) => chat({ type: 'atEnd', which, on }),
  favourite: ({ imageId, marked, onResult }, { on, messageId }) =>
    chat({ type: 'favourite', imageId, marked, resultId: onResult ? messageId : null, on }),
  delete: ofImage('delete'),
  deleteSure: ofImage('deleteSure'),
  details: ofImage('details'),
  share: ofImage('share'),
  restore: ofImage('restore'),
  purge: ofImage('purge'),
  purgeSure: ofImage('purgeSure'),
  wholeText: ofImage('wholeText'),
  wholeDraft: ({ draftId }, { on }) => chat({ type: 'wholeDraft', draftId, on }),
  wholeOrder: ({ generationId }, { on, scene: { order } }) =>
    order ? chat({ type: 'wholeOrder', generationId, on }) : lostCard,
  original: ofImage('original'),
  again: draftFrom('again'),
  change: draftFrom('change'),
  retry: draftFrom('again'),
  rephrase: draftFrom('change'),
  cancelJob: ({ generationId }, { scene: { order } }) =>
    order ? { to: 'generation', id: generationId, event: { type: 'cancel' } } : lostCard,
  close: (_, { messageId, on }) =>
    messageId === null ? stale(on) : chat({ type: 'close', messageId, on }),
  operations: ({ before }, { on }) => chat({ type: 'operations', before, on }),
  prefer: ({ what }, { on }) => chat({ type: 'prefer', what, on }),
  preferShape: ({ shape }, { on }) => chat({ type: 'preferred', choice: { shape }, on }),
  preferCount: ({ count }, { on }) => chat({ type: 'preferred', choice: { count }, on }),
  preferLook: ({ look }, { on }) => chat({ type: 'preferred', choice: { look }, on }),
  setLanguage: ({ language }, { on }) => chat({ type: 'setLanguage', language, on }),
  openAlbum: ({ albumId }, told) => opening({ albumId }, told),
  openLook: ({ look }, told) => opening({ look }, told),
  openShape: ({ shape }, told) => opening({ shape }, told),
  openMonth: ({ month }, told) => opening({ time: { month } }, told),
  openFavourites: (_, told) => opening({ favourites: true }, told),
  grid: ({ imageId }, { on }) => chat({ type: 'grid', imageId, on }),
  filters: ({ imageId }, { on }) => chat({ type: 'filters', imageId, on }),
  clearFilters: plain('clearFilters'),
  search: plain('search'),
  statistics: plain('statistics'),
  pickFilter: ({ what }, { on }) => chat({ type: 'pickFilter', what, on }),
  byKind: ({ kind }, told) => filtering({ kind }, told),
  byLook: ({ look }, told) => filtering({ look }, told),
  byShape: ({ shape }, told) => filtering({ shape }, told),
  byAlbum: ({ albumId }, told) => filtering({ albumId }, told),
  byFavourites: ({ on }, told) => filtering({ favourites: on ? true : null }, told),
  byTime: ({ last }, told) => filtering({ time: last && { last } }, told),
  byMonth: ({ month }, told) => filtering({ time: { month } }, told),
  byDays: ({ from, until }, told) => filtering({ time: { from, until } }, told),
  byWords: (_, told) => filtering({ words: null }, told),
  calendar: ({ month, from }, { on }) => chat({ type: 'calendar', month, from, on }),
  albums: ({ page }, { on }) => chat({ type: 'albums', page, on }),
  newAlbum: plain('newAlbum'),
  album: ofAlbum('album'),
  renameAlbum: ofAlbum('renameAlbum'),
  deleteAlbum: ofAlbum('deleteAlbum'),
  deleteAlbumSure: ofAlbum('deleteAlbumSure'),
  addTo: ({ imageId, page }, { on }) => chat({ type: 'addTo', imageId, page, on }),
  inAlbum: ({ albumId, imageId, added }, { on }) =>
    chat({ type: 'inAlbum', albumId, imageId, added, on }),
  marking: plain('marking'),
  mark: ({ imageId, marked }, { on }) => chat({ type: 'mark', imageId, marked, on }),
  markNone: plain('markNone'),
  favouriteMarked: plain('favouriteMarked'),
  downloadMarked: plain('downloadMarked'),
  deleteMarked: plain('deleteMarked'),
  deleteMarkedSure: plain('deleteMarkedSure'),
  trash: ({ imageId }, { on }) => chat({ type: 'trash', imageId, on }),
  undo: plain('undo'),
  emptyTrash: plain('emptyTrash'),
  emptyTrashSure: ({ until }, { on }) => chat({ type: 'emptyTrashSure', until, on }),
  setTimeZone: ({ zone }, { on }) => chat({ type: 'setTimeZone', zone, on }),
  nothing: () => ({ to: 'nobody', toast: 'no-pictures-here' }),
  chooseAvatar: ({ draftId, avatarId }, { on }) =>
    chat({ type: 'choose', draftId, choice: { avatarId }, on }),
  createWith: ({ avatarId }, { on, scene: { mainId } }) => createWith(avatarId ?? mainId, on),
  styles: ({ page }, { on }) => chat({ type: 'styles', page, on }),
  style: ({ style }, { on, ids, scene: { language } }) => {
    const text = ids.style(style, language);
    return text === null
      ? stale(on)
      : chat({ type: 'style', style, text, draftId: ids.newId(), on });
  },
  edits: ({ imageId }, { on }) => chat({ type: 'edits', imageId, on }),
  editImage: ({ imageId }, { on }) => chat({ type: 'editImage', imageId, on }),
  upscale: editing('upscale'),
  cutout: editing('cutout'),
  avatars: ({ avatarId }, { on }) => chat({ type: 'avatars', avatarId, on }),
  openAvatar: ({ avatarId }, told) => opening({ avatarId }, told),
  byAvatar: ({ avatarId }, told) => filtering({ avatarId }, told),
  renameAvatar: ofAvatar('renameAvatar'),
  makeMain: ofAvatar('makeMain'),
  deleteAvatar: ofAvatar('deleteAvatar'),
  deleteAvatarSure: deletingAvatar('deleteAvatarSure'),
  deleteAvatarYes: deletingAvatar('deleteAvatarYes'),
  cancelTraining: ({ trainingId }) => ({
    to: 'training',
    id: trainingId,
    event: { type: 'cancel' },
  }),
  wizard: ({ avatarId }, { on }) => chat({ type: 'wizard', avatarId, on }),
  wizardOn: plain('wizardOn'),
  photosDone: plain('photosDone'),
  toPrice: plain('toPrice'),
  pickPreset: plain('pickPreset'),
  leaveWizard: plain('leaveWizard'),
  startOver: plain('startOver'),
  startOverSure: plain('startOverSure'),
  consent: ({ textVersion }, { on }) => chat({ type: 'consent', textVersion, on }),
  who: ({ who }, { on }) => chat({ type: 'who', who, on }),
  viewPhotos: ({ photoId }, { on }) => chat({ type: 'viewPhotos', photoId, on }),
  removePhoto: ({ photoId, nextId }, { on }) => chat({ type: 'removePhoto', photoId, nextId, on }),
  keepPhoto: ({ photoId, kept }, { on }) => chat({ type: 'keepPhoto', photoId, kept, on }),
  preset: ({ preset }, { on }) => chat({ type: 'preset', preset, on }),
  keepPhotos: ({ kept }, { on }) => chat({ type: 'keepPhotos', kept, on }),
  train: ({ avatarId, n, price }, { on }) => chat({ type: 'train', avatarId, n, price, on }),
};

/** The table holds a reader for every `do` (its type says so); TypeScript cannot pair them up. */
const readerOf = (press: Press) => readers[press.do] as (press: Press, told: Told) => Step;

/** With this avatar; without one the way leads to the first. */
export const createWith = (avatarId: string | null, on: Anchor): Step =>
  chat(
    avatarId === null
      ? { type: 'wizard', avatarId: null, on }
      : { type: 'createWith', avatarId, on },
  );

/** What a press on a button means. */
export function readPress(said: Extract<Said, { kind: 'press' }>, scene: Scene, ids: Ids): Step {
  const { press, messageId } = said;
  const on = scene.isScreen && messageId !== null ? messageId : 'new';
  if (!press) return stale(on);
  if (scene.lacks) return gone[scene.lacks](on, scene);
  return readerOf(press)(press, { on, messageId, scene, ids });
}

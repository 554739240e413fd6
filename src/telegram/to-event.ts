import type { Filter, FilterChange } from '../../machines/chat/gallery/filter.ts';
import type { Anchor, ChatEvent, Draft, Language, NoticeKey } from '../../machines/chat/types.ts';
import { courtesyOf } from './courtesies.ts';
import type { Press } from './press.ts';
import type { Found, Order } from './press-facts.ts';
import type { MediaKind, Said } from './read-update.ts';
import type { ToastKey } from './screens/toast.ts';

/** The actor that is told, and what. */
export type Step =
  | { readonly to: 'chat'; readonly event: ChatEvent }
  | { readonly to: 'generation'; readonly id: string; readonly event: { readonly type: 'cancel' } }
  /** Nothing is to happen; only the press is answered. */
  | { readonly to: 'nobody'; readonly toast: ToastKey };

/** What is known beside the update itself. */
export interface Scene extends Found {
  /** The person was not known before. */
  readonly isNew: boolean;
  readonly language: Language;
}

export interface Ids {
  readonly newId: () => string;
  /** The words of an idea by its place, or of a surprise; null: there is no such idea. */
  readonly idea: (which: number | 'surprise', language: Language) => string | null;
}

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

const chat = (event: ChatEvent): Step => ({ to: 'chat', event });
const stale = (on: Anchor): Step => chat({ type: 'stale', on });

type Plain = Extract<
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
>;

/**
 * Guarantee: these events carry nothing but their type and the anchor. TypeScript compares no more
 * than 25 members of a union at once, and so cannot see it.
 */
const plainEvent = (type: Plain | 'cancel', on: Anchor) => ({ type, on }) as ChatEvent;

const plain =
  (type: Plain) =>
  (_: object, { on }: Told): Step =>
    chat(plainEvent(type, on));

const draftOf = (order: Order, ids: Ids): Draft => ({ ...pickDraft(order), id: ids.newId() });

const pickDraft = ({ description, shape, count, look, messageId }: Order) => ({
  description,
  shape,
  count,
  look,
  messageId,
});

type Gone = (on: Anchor, scene: Scene) => Step;

/** What is not the person's, or no longer there, opens the screen nearest to it, which says so. */
const gone: Readonly<Record<NonNullable<Scene['lacks']>, Gone>> = {
  image: (on, { isScreen }) => chat({ type: 'image', imageId: null, fresh: !isScreen, on }),
  album: (on) => chat({ type: 'album', albumId: null, on }),
  trashed: (on) => chat({ type: 'trash', imageId: null, on }),
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

/** A card that outlived its order is nobody's: the screen below says that it is out of date. */
const lostCard = stale('living');

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
};

/** The table holds a reader for every `do` (its type says so); TypeScript cannot pair them up. */
const readerOf = (press: Press) => readers[press.do] as (press: Press, told: Told) => Step;

function readPress(said: Extract<Said, { kind: 'press' }>, scene: Scene, ids: Ids): Step {
  const { press, messageId } = said;
  const on = scene.isScreen && messageId !== null ? messageId : 'new';
  if (!press) return stale(on);
  if (scene.lacks) return gone[scene.lacks](on, scene);
  return readerOf(press)(press, { on, messageId, scene, ids });
}

const hints: Partial<Record<MediaKind, NoticeKey>> = {
  sticker: 'hint-sticker',
  voice: 'hint-voice',
  video_note: 'hint-voice',
  audio: 'hint-voice',
  photo: 'hint-photo',
};

const hint = (key: NoticeKey, text: string | null = null): Step =>
  chat({ type: 'unhandled', hint: key, text, on: 'new' });

function readText(text: string, messageId: number, ids: Ids): Step {
  const courtesy = courtesyOf(text);
  if (courtesy) return hint(courtesy, text);
  return chat({ type: 'text', text, messageId, draftId: ids.newId(), on: 'new' });
}

type Command = Extract<Said, { kind: 'command' }>;

const SHARED = /^s_([\w-]{1,60})$/;

/** What the parameter of a shared link names; null: it is another parameter, or none. */
export const sharedToken = (parameter: string): string | null =>
  SHARED.exec(parameter)?.[1] ?? null;

const leadingTo = (type: Plain | 'cancel') => (): Step => chat(plainEvent(type, 'new'));

type Open = (said: Command, scene: Scene, ids: Ids) => Step;

const opens: Readonly<Record<string, Open>> = {
  start: ({ argument }, { isNew, order }, ids) =>
    sharedToken(argument) === null
      ? chat({ type: 'start', first: isNew, on: 'new' })
      : chat({ type: 'shared', draft: order && draftOf(order, ids), on: 'new' }),
  menu: () => chat({ type: 'start', first: false, on: 'new' }),
  create: ({ argument, messageId }, _, ids) =>
    argument === '' ? chat({ type: 'create', on: 'new' }) : readText(argument, messageId, ids),
  gallery: leadingTo('gallery'),
  favourites: () => chat({ type: 'open', filter: { favourites: true }, on: 'new' }),
  albums: () => chat({ type: 'albums', page: 0, on: 'new' }),
  find: ({ argument }) =>
    chat(
      argument === ''
        ? { type: 'search', on: 'new' }
        : { type: 'find', words: argument, on: 'new' },
    ),
  trash: () => chat({ type: 'trash', imageId: null, on: 'new' }),
  balance: leadingTo('balance'),
  promo: ({ argument }) =>
    chat(
      argument === ''
        ? { type: 'enterCode', on: 'new' }
        : { type: 'redeem', code: argument, on: 'new' },
    ),
  settings: leadingTo('settings'),
  help: leadingTo('help'),
  cancel: leadingTo('cancel'),
  privacy: leadingTo('privacy'),
  terms: leadingTo('privacy'),
  support: leadingTo('support'),
  paysupport: leadingTo('support'),
};

/** A map, so that `/constructor` finds nothing. */
const commands = new Map(Object.entries(opens));

/** What an update means to the actors. Text, commands and uploads get a screen at the bottom. */
export function toEvent(said: Said, scene: Scene, ids: Ids): Step {
  switch (said.kind) {
    case 'press':
      return readPress(said, scene, ids);
    case 'text':
      return readText(said.text, said.messageId, ids);
    case 'command':
      return commands.get(said.name)?.(said, scene, ids) ?? hint('hint-other');
    case 'edited':
      return chat({
        type: 'edited',
        text: said.text,
        messageId: said.messageId,
        on: 'living',
      });
    case 'media':
      return hint(hints[said.media] ?? 'hint-other');
  }
}

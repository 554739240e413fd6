import type { Anchor, ChatEvent, Draft, Language, NoticeKey } from '../../machines/chat/types.ts';
import { courtesyOf } from './courtesies.ts';
import type { Press } from './press.ts';
import type { Found, Order } from './press-facts.ts';
import type { MediaKind, Said } from './read-update.ts';

/** The actor that is told, and what. */
export type Step =
  | { readonly to: 'chat'; readonly event: ChatEvent }
  | { readonly to: 'generation'; readonly id: string; readonly event: { readonly type: 'cancel' } };

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
>;

const plain =
  (type: Plain) =>
  (_: object, { on }: Told): Step =>
    chat({ type, on });

const draftOf = (order: Order, ids: Ids): Draft => ({ ...pickDraft(order), id: ids.newId() });

const pickDraft = ({ description, shape, count, look, messageId }: Order) => ({
  description,
  shape,
  count,
  look,
  messageId,
});

/** An image that is not the person's, or no longer there, opens the gallery and says so. */
const ofImage =
  <P extends { readonly imageId: string }>(event: (press: P, told: Told) => ChatEvent) =>
  (press: P, told: Told): Step =>
    chat(told.scene.order ? event(press, told) : { type: 'image', imageId: null, on: told.on });

const draftFrom =
  (type: 'again' | 'change', otherwise: (on: Anchor) => Step) =>
  (_: object, { scene: { order }, on, ids }: Told): Step =>
    order ? chat({ type, draft: draftOf(order, ids), on }) : otherwise(on);

const imageGone = (on: Anchor): Step => chat({ type: 'image', imageId: null, on });

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
  image: ofImage(({ imageId }, { on }) => ({ type: 'image', imageId, on })),
  atEnd: ({ which }, { on }) => chat({ type: 'atEnd', which, on }),
  favourite: ofImage(
    ({ imageId, marked, onResult }: PressOf<'favourite'>, { on, messageId }: Told) => ({
      type: 'favourite',
      imageId,
      marked,
      resultId: onResult ? messageId : null,
      on,
    }),
  ),
  delete: ofImage(({ imageId }, { on }) => ({ type: 'delete', imageId, on })),
  deleteSure: ofImage(({ imageId }, { on, scene: { nextId } }) => ({
    type: 'deleteSure',
    imageId,
    nextId,
    on,
  })),
  wholeText: ofImage(({ imageId }, { on }) => ({ type: 'wholeText', imageId, on })),
  wholeDraft: ({ draftId }, { on }) => chat({ type: 'wholeDraft', draftId, on }),
  wholeOrder: ({ generationId }, { on, scene: { order } }) =>
    order ? chat({ type: 'wholeOrder', generationId, on }) : lostCard,
  original: ofImage(({ imageId }, { on }) => ({ type: 'original', imageId, on })),
  again: draftFrom('again', imageGone),
  change: draftFrom('change', imageGone),
  retry: draftFrom('again', stale),
  rephrase: draftFrom('change', stale),
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
};

/** The table holds a reader for every `do` (its type says so); TypeScript cannot pair them up. */
const readerOf = (press: Press) => readers[press.do] as (press: Press, told: Told) => Step;

function readPress(said: Extract<Said, { kind: 'press' }>, scene: Scene, ids: Ids): Step {
  const { press, messageId } = said;
  const on = scene.isScreen && messageId !== null ? messageId : 'new';
  return press ? readerOf(press)(press, { on, messageId, scene, ids }) : stale(on);
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

const opening = (type: Plain | 'cancel') => (): Step => chat({ type, on: 'new' });

type Open = (said: Command, scene: Scene, ids: Ids) => Step;

const opens: Readonly<Record<string, Open>> = {
  start: (_, { isNew }) => chat({ type: 'start', first: isNew, on: 'new' }),
  menu: () => chat({ type: 'start', first: false, on: 'new' }),
  create: ({ argument, messageId }, _, ids) =>
    argument === '' ? chat({ type: 'create', on: 'new' }) : readText(argument, messageId, ids),
  gallery: opening('gallery'),
  balance: opening('balance'),
  promo: ({ argument }) =>
    chat(
      argument === ''
        ? { type: 'enterCode', on: 'new' }
        : { type: 'redeem', code: argument, on: 'new' },
    ),
  settings: opening('settings'),
  help: opening('help'),
  cancel: opening('cancel'),
  privacy: opening('privacy'),
  terms: opening('privacy'),
  support: opening('support'),
  paysupport: opening('support'),
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

import type { Count, Draft, Shape } from '../../machines/chat/types.ts';
import type { Press } from './press.ts';

/** What was ordered: of an image, or of an order that brought none. */
export interface Order extends Pick<Draft, 'avatarId' | 'style' | 'edit'> {
  readonly description: string;
  readonly shape: Shape;
  readonly count: Count;
  /** A model's id of the catalogue. */
  readonly look: string;
  /** The person's message with the description; null: there was none. */
  readonly messageId: number | null;
}

/** What a link of somebody's gives: the order without whose it was. */
export type Shared = Pick<Order, 'description' | 'shape' | 'count' | 'look' | 'style'>;

/** A picture that words were written in reply to. */
export interface Replied {
  readonly imageId: string;
  readonly order: Order;
}

export interface KnownAvatar {
  readonly avatarId: string;
  /** Pictures can be made with it. */
  readonly isReady: boolean;
}

/** Looks things up as the person's own; what is another's, deleted or unknown is null or false. */
export interface Facts {
  /** The order that an image came from; an image in the trash is not found. */
  readonly image: (personId: string, imageId: string) => Promise<Order | null>;
  readonly order: (personId: string, generationId: string) => Promise<Order | null>;
  /** Whether the image lies in the person's trash. */
  readonly trashed: (personId: string, imageId: string) => Promise<boolean>;
  readonly album: (personId: string, albumId: string) => Promise<boolean>;
  /** Null asks for the main one. */
  readonly avatar: (personId: string, avatarId: string | null) => Promise<KnownAvatar | null>;
  /** Whether the training is under way. */
  readonly training: (personId: string, trainingId: string) => Promise<boolean>;
  /** The draft of an avatar that the person worked on a moment ago. */
  readonly preparing: (personId: string) => Promise<string | null>;
  /** The picture that a message of ours shows. */
  readonly replied: (personId: string, messageId: number) => Promise<Replied | null>;
  /** What anybody's link leads to. */
  readonly shared: (token: string) => Promise<Shared | null>;
}

/** Where a button stands decides which message the answering screen takes. */
export type Stands = 'screen' | 'message' | 'either';

type Asks = 'image' | 'order' | 'trashed' | 'album' | 'avatar' | 'ready' | 'training';

type Reading = { readonly on: Stands; readonly asks?: readonly Asks[] };

const screen: Reading = { on: 'screen' };
const either: Reading = { on: 'either' };
const ofImage: Reading = { on: 'either', asks: ['image'] };
const ofShown: Reading = { on: 'screen', asks: ['image'] };
const ofOrder: Reading = { on: 'message', asks: ['order'] };
const ofTrashed: Reading = { on: 'screen', asks: ['trashed'] };
const ofAlbum: Reading = { on: 'screen', asks: ['album'] };
const ofAvatar: Reading = { on: 'screen', asks: ['avatar'] };

/** Per button: where it may stand, and what must be looked up before it can be understood. */
const readings: Readonly<Record<Press['do'], Reading>> = {
  home: either,
  back: screen,
  create: either,
  gallery: either,
  balance: either,
  settings: either,
  help: either,
  privacy: either,
  support: either,
  enterCode: either,
  askForCoins: screen,
  tellMe: screen,
  myData: screen,
  export: screen,
  erase: screen,
  eraseSure: screen,
  eraseYes: screen,
  idea: either,
  pick: screen,
  chooseShape: screen,
  chooseCount: screen,
  chooseLook: screen,
  make: screen,
  image: ofImage,
  atEnd: screen,
  favourite: ofImage,
  delete: ofImage,
  deleteSure: ofShown,
  wholeText: ofImage,
  wholeDraft: screen,
  wholeOrder: ofOrder,
  original: ofImage,
  again: ofImage,
  change: ofImage,
  retry: ofOrder,
  rephrase: ofOrder,
  cancelJob: ofOrder,
  close: { on: 'message' },
  operations: screen,
  prefer: screen,
  preferShape: screen,
  preferCount: screen,
  preferLook: screen,
  setLanguage: screen,
  openAlbum: ofAlbum,
  openLook: screen,
  openShape: screen,
  openMonth: screen,
  openFavourites: screen,
  // A place in the gallery needs no proof: who asks for another's is shown the nearest of theirs.
  grid: screen,
  details: ofShown,
  share: ofShown,
  restore: ofTrashed,
  purge: ofTrashed,
  purgeSure: ofTrashed,
  filters: screen,
  clearFilters: screen,
  search: screen,
  statistics: screen,
  pickFilter: screen,
  byKind: screen,
  byLook: screen,
  byShape: screen,
  byAlbum: ofAlbum,
  byFavourites: screen,
  byTime: screen,
  byMonth: screen,
  byDays: screen,
  byWords: screen,
  calendar: screen,
  albums: screen,
  newAlbum: screen,
  album: ofAlbum,
  renameAlbum: ofAlbum,
  deleteAlbum: ofAlbum,
  deleteAlbumSure: ofAlbum,
  addTo: ofShown,
  inAlbum: { on: 'screen', asks: ['album', 'image'] },
  marking: screen,
  mark: ofShown,
  markNone: screen,
  favouriteMarked: screen,
  downloadMarked: screen,
  deleteMarked: screen,
  deleteMarkedSure: screen,
  trash: screen,
  undo: screen,
  emptyTrash: screen,
  emptyTrashSure: screen,
  setTimeZone: screen,
  nothing: screen,
  chooseAvatar: { on: 'screen', asks: ['ready'] },
  createWith: { on: 'either', asks: ['ready'] },
  styles: either,
  style: either,
  edits: ofImage,
  editImage: ofImage,
  upscale: ofImage,
  cutout: ofImage,
  avatars: { on: 'either', asks: ['avatar'] },
  openAvatar: ofAvatar,
  byAvatar: ofAvatar,
  renameAvatar: ofAvatar,
  makeMain: { on: 'screen', asks: ['ready'] },
  deleteAvatar: ofAvatar,
  deleteAvatarSure: ofAvatar,
  deleteAvatarYes: ofAvatar,
  cancelTraining: { on: 'either', asks: ['training'] },
  wizard: { on: 'either', asks: ['avatar'] },
  wizardOn: screen,
  photosDone: screen,
  toPrice: screen,
  pickPreset: screen,
  leaveWizard: screen,
  startOver: screen,
  startOverSure: screen,
  consent: screen,
  who: screen,
  // Photos are looked for in the draft at hand, and nowhere else.
  viewPhotos: screen,
  removePhoto: screen,
  keepPhoto: screen,
  preset: screen,
  keepPhotos: screen,
  train: ofAvatar,
};

/** In the order in which it is told. */
const lackable = ['album', 'image', 'trashed', 'avatar', 'ready', 'training'] as const;

export type Lacked = (typeof lackable)[number];

/** What is known about a press, or about a link that was followed, when it is read. */
export interface Found {
  /** Of the image, the order or the link that is named; null: not the person's, or not there. */
  readonly order: Order | null;
  /** What the press names beside orders and is not the person's, or not there; null: nothing. */
  readonly lacks: Lacked | null;
  /** The main avatar, if it is ready; null: there is none, or it was not asked for. */
  readonly mainId: string | null;
  /** The avatar's draft that a photo may be for; null: there is none, or no photo came. */
  readonly preparingId: string | null;
  /** The picture that was replied to; null: none was. */
  readonly replied: Replied | null;
  /** The pressed message is a screen, which may be edited; else its content stays. */
  readonly isScreen: boolean;
}

export const nothingFound: Found = {
  order: null,
  lacks: null,
  mainId: null,
  preparingId: null,
  replied: null,
  isScreen: false,
};

type Named = {
  readonly do: string;
  readonly imageId?: string | null;
  readonly albumId?: string | null;
  readonly generationId?: string;
  readonly avatarId?: string | null;
  readonly trainingId?: string;
};

/** Finds what a press asks for; a press that names nothing (the marked, no album) lacks nothing. */
async function find(facts: Facts, personId: string, press: Press): Promise<FoundByPress> {
  const { imageId, albumId, generationId, avatarId, trainingId }: Named = press;
  const asks = (what: Asks) => readings[press.do].asks?.includes(what) ?? false;
  const asksAvatar = asks('avatar') || asks('ready');
  const wantsMain = press.do === 'createWith' && avatarId === null;
  const [image, order, trashed, album, avatar, main, training] = await Promise.all([
    asks('image') && imageId ? facts.image(personId, imageId) : undefined,
    asks('order') && generationId ? facts.order(personId, generationId) : null,
    asks('trashed') && imageId ? facts.trashed(personId, imageId) : true,
    asks('album') && albumId ? facts.album(personId, albumId) : true,
    asksAvatar && avatarId ? facts.avatar(personId, avatarId) : undefined,
    wantsMain ? facts.avatar(personId, null) : null,
    trainingId === undefined ? true : facts.training(personId, trainingId),
  ]);
  const has: Readonly<Record<Lacked, boolean>> = {
    album,
    image: image !== null,
    trashed,
    avatar: avatar !== null,
    ready: !asks('ready') || avatar === undefined || avatar?.isReady === true,
    training,
  };
  return {
    lacks: lackable.find((what) => !has[what]) ?? null,
    order: image ?? order,
    mainId: main?.isReady ? main.avatarId : null,
  };
}

type FoundByPress = Pick<Found, 'lacks' | 'order' | 'mainId'>;

function isScreen({ screen }: Presser, { press, messageId }: Pressed): boolean {
  if (messageId === null) return false;
  const on = press ? readings[press.do].on : 'either';
  return on === 'either' ? messageId === screen : on === 'screen';
}

/** Who presses, and which message is their living screen; null: none. */
export type Presser = { readonly personId: string; readonly screen: number | null };

export type Pressed = { readonly press: Press | null; readonly messageId: number | null };

/** Looks up what the table above asks for, and nothing else. */
export async function lookUp(facts: Facts, presser: Presser, pressed: Pressed): Promise<Found> {
  const { press } = pressed;
  const found = press ? await find(facts, presser.personId, press) : nothingFound;
  return { ...nothingFound, ...found, isScreen: isScreen(presser, pressed) };
}

/** Nobody's avatar is shared with a link. */
const ofNobody = { messageId: null, avatarId: null, edit: null } as const;

/** Looks up what a link leads to. */
export async function lookUpShared(facts: Facts, token: string): Promise<Found> {
  const shared = await facts.shared(token);
  return { ...nothingFound, order: shared && { ...shared, ...ofNobody } };
}

/** Looks up the picture that words were written in reply to. */
export async function lookUpReplied(
  facts: Facts,
  personId: string,
  messageId: number,
): Promise<Found> {
  return { ...nothingFound, replied: await facts.replied(personId, messageId) };
}

/** Looks up the avatar that "with me" begins with. */
export async function lookUpMain(facts: Facts, personId: string): Promise<Found> {
  const main = await facts.avatar(personId, null);
  return { ...nothingFound, mainId: main?.isReady ? main.avatarId : null };
}

/** Looks up the draft that a photo may be for. */
export async function lookUpPreparing(facts: Facts, personId: string): Promise<Found> {
  return { ...nothingFound, preparingId: await facts.preparing(personId) };
}

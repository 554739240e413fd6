import type { Day, Filter, FilterChange, Month } from './gallery/filter.ts';

/**
 * Which message the answering screen takes: the id of the screen that was pressed, the living
 * one, or a new one at the bottom of the chat (after a text, a command or a press on a result).
 */
export type Anchor = number | 'living' | 'new';

export type Shape = '1:1' | '3:4' | '4:3' | '9:16' | '16:9';
export type Count = 1 | 2 | 4;
export type Language = 'ru' | 'en';

/** Who an avatar shows: for better results, and nobody must tell. */
export type Who = 'man' | 'woman';

/** How an image is changed: by the description, twice as large, or without its background. */
export type EditKind = 'change' | 'upscale' | 'cutout';

/** What the next picture shall be. Spent once, under its id. */
export interface Draft {
  readonly id: string;
  readonly description: string;
  /** Null: the person's usual, else the default. */
  readonly shape: Shape | null;
  readonly count: Count | null;
  /** A model's id of the catalogue. */
  readonly look: string | null;
  /** The message with the description; the result replies to it. */
  readonly messageId: number | null;
  /** The avatar it shall show; null: none. */
  readonly avatarId: string | null;
  /** A ready style's id, whose own words are sent; the description is its name. Null: none. */
  readonly style: string | null;
  /** The image that it changes; null: it is made anew. */
  readonly edit: { readonly imageId: string; readonly how: EditKind } | null;
}

/** What the settings let a person choose. */
export type Preference = 'language' | 'shape' | 'count' | 'look' | 'zone';

/** One choice about a picture. */
export type Choice =
  | { readonly shape: Shape }
  | { readonly count: Count }
  | { readonly look: string }
  /** Null: by description alone. */
  | { readonly avatarId: string | null };

/** A line shown on the screen once, above its own words: a message key and its arguments. */
export interface Notice {
  readonly key: NoticeKey;
  readonly args?: Readonly<Record<string, string | number>>;
}

export type NoticeKey =
  | 'too-short'
  | 'too-long'
  | 'hint-sticker'
  | 'hint-voice'
  | 'hint-photo'
  | 'hint-other'
  | 'hint-hello'
  | 'hint-thanks'
  | 'image-gone'
  | 'image-trashed'
  | 'images-trashed'
  | 'image-restored'
  | 'image-deleted'
  | 'trash-emptied'
  | 'images-marked'
  | 'images-in-album'
  | 'nothing-marked'
  | 'too-many-marked'
  | 'search-empty'
  | 'album-made'
  | 'album-renamed'
  | 'album-deleted'
  | 'album-gone'
  | 'album-name-long'
  | 'album-name-taken'
  | 'too-many-albums'
  | 'shared-with-you'
  | 'share-gone'
  | 'price-changed'
  | 'draft-gone'
  | 'already-making'
  | 'promo-credited'
  | 'promo-unknown'
  | 'promo-expired'
  | 'promo-used-up'
  | 'promo-already'
  | 'coins-asked'
  | 'coins-asked-today'
  | 'will-tell'
  | 'trouble'
  | 'cancelled'
  | 'saved'
  | 'avatar-draft-kept'
  | 'avatar-draft-gone'
  | 'avatar-name-short'
  | 'avatar-name-long'
  | 'avatar-name-needed'
  | 'avatar-renamed'
  | 'avatar-deleted'
  | 'avatar-gone'
  | 'avatar-not-ready'
  | 'avatar-training-begun'
  | 'avatar-none'
  | 'too-few-photos'
  | 'photo-removed'
  | 'photo-not-wanted'
  | 'photo-late'
  | 'sample-unreadable'
  | 'sample-not-configured'
  | 'voice-unreadable'
  | 'voice-too-long';

/**
 * A spot in the gallery: what of it is shown, and the image looked at. Where that image is not
 * among what is shown (filtered out, deleted), the nearest one that is stands in for it: the next
 * older, else the next newer. Null: the newest.
 */
export interface Spot {
  readonly filter: Filter;
  readonly imageId: string | null;
}

/** A screen to come back to. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'describe' }
  | { readonly at: 'confirm' }
  | ({ readonly at: 'card' } & Spot)
  /** The page of the contact sheet that holds the image. */
  | ({ readonly at: 'grid' } & Spot)
  | ({ readonly at: 'details' } & Spot)
  | { readonly at: 'albums' }
  | { readonly at: 'album'; readonly albumId: string }
  /** The image of the trash that is looked at; as in a spot, the nearest stands in for it. */
  | { readonly at: 'trash'; readonly imageId: string | null }
  | { readonly at: 'statistics' }
  /** What may be changed about the image at hand. */
  | ({ readonly at: 'edits' } & Spot)
  /** The wizard, at whatever step its draft has come to. */
  | { readonly at: 'wizard' }
  /** The card of an avatar; null: the main one. */
  | { readonly at: 'avatars'; readonly avatarId: string | null }
  /** A page of the ready styles, 0 the first. */
  | { readonly at: 'styles'; readonly page: number }
  /** Asks how the image shall be changed. */
  | { readonly at: 'editing'; readonly imageId: string }
  | { readonly at: 'balance' }
  | { readonly at: 'operations'; readonly before: string | null }
  | { readonly at: 'code' }
  | { readonly at: 'settings' }
  | { readonly at: 'data' }
  | { readonly at: 'help' }
  | { readonly at: 'privacy' }
  | { readonly at: 'support' };

/** Filters that have a screen of values to choose from. */
export type Picking = 'kind' | 'look' | 'avatar' | 'shape' | 'album' | 'time';

/** What the gallery's screens remember beside the place. */
export interface GalleryMemory {
  /** Whose values the picker shows. */
  readonly picking: Picking;
  /** The month that the calendar shows; null: the present one. */
  readonly month: Month | null;
  /** The first day of a range, chosen in the calendar; null: not yet. */
  readonly from: Day | null;
  /** The images to be put into albums. */
  readonly adding: readonly string[];
  /** The album that is renamed or deleted; null: a new one is named. */
  readonly albumId: string | null;
  /** The page of the list of albums that is shown, 0 the first. */
  readonly page: number;
  /** Images marked in the grid, in the order in which they were marked. */
  readonly marked: readonly string[];
  /** What was just moved to the trash, which one press brings back. */
  readonly undo: readonly string[];
}

/** What the avatars' screens remember beside the place. */
export interface AvatarMemory {
  /** The draft that the wizard is at; null: there is none yet. */
  readonly draftId: string | null;
  /** The photo that the viewer shows; null: the first. */
  readonly photoId: string | null;
  /** What deleting the avatar shall do with its pictures; null: not chosen yet. */
  readonly images: 'keep' | 'delete' | null;
  /** Who the next description is about; null: nobody. */
  readonly withId: string | null;
  /** The album whose first photo was answered outside of the wizard: its others are passed over. */
  readonly sampleGroup: string | null;
  /** The step of the wizard that was come to last, to return to; null: as its draft says. */
  readonly step: WizardStep | null;
  /** What the sample or voice message at hand is about to become; null: there is none. */
  readonly pending: PendingDraft | null;
}

/** The steps that a draft goes through, in their order. */
export type WizardStep = 'name' | 'who' | 'photos' | 'verdict' | 'price';

/** A draft whose description is still being understood. */
export interface PendingDraft {
  readonly draftId: string;
  readonly messageId: number;
  /** The person's own words with the photo. */
  readonly caption: string | null;
  readonly keep: Keep;
}

/**
 * What new words keep: the choices of the draft at hand, who it is about, or the image that shall
 * be changed.
 */
export type Keep = 'nothing' | 'choices' | 'who' | 'image';

export interface ChatInput {
  readonly personId: string;
}

export interface ChatContext {
  readonly personId: string;
  /** Where the person is, to be remembered when they go on. */
  readonly place: Place;
  /** Where they came from, nearest last; bounded. Empty: Back leads home. */
  readonly trail: readonly Place[];
  readonly draft: Draft | null;
  /** Ids of the last drafts that became orders: a second press finds them here. */
  readonly spent: readonly string[];
  /** The price the person agreed to by pressing the button that names it. */
  readonly price: number;
  /** What the order lacks, shown on the `short` screen. */
  readonly lack: { readonly needs: number; readonly has: number } | null;
  readonly notice: Notice | null;
  readonly gallery: GalleryMemory;
  readonly avatars: AvatarMemory;
  /** The message that the screen under way takes. */
  readonly anchor: Anchor;
}

type On = { readonly on: Anchor };

/** What can happen in a chat. Ids, facts and the anchor are looked up at the edge. */
export type ChatEvent =
  /** /start and /menu: `first` greets. */
  | ({ readonly type: 'start'; readonly first: boolean } & On)
  | ({ readonly type: 'home' } & On)
  | ({ readonly type: 'back' } & On)
  | ({ readonly type: 'create' } & On)
  /** Words without a command; `draftId` names the draft they may become. */
  | ({
      readonly type: 'text';
      readonly text: string;
      readonly messageId: number;
      readonly draftId: string;
    } & On)
  /** The description's message was edited. */
  | ({ readonly type: 'edited'; readonly text: string; readonly messageId: number } & On)
  /** An idea was tapped, or "Surprise me". */
  | ({ readonly type: 'idea'; readonly text: string; readonly draftId: string } & On)
  /** Opens the confirm screen with the settings of an earlier picture. */
  | ({ readonly type: 'again'; readonly draft: Draft } & On)
  /** Asks for a new description with the settings of an earlier picture. */
  | ({ readonly type: 'change'; readonly draft: Draft } & On)
  /** Opens a picker of the confirm screen. */
  | ({
      readonly type: 'pick';
      readonly draftId: string;
      readonly what: 'shape' | 'count' | 'look' | 'avatar';
    } & On)
  /** Settles one choice of the draft; the others stay. */
  | ({ readonly type: 'choose'; readonly draftId: string; readonly choice: Choice } & On)
  /** The button that names its price. */
  | ({ readonly type: 'make'; readonly draftId: string; readonly price: number } & On)
  | ({ readonly type: 'askForCoins' } & On)
  | ({ readonly type: 'tellMe' } & On)
  /** The whole gallery, from its newest image. */
  | ({ readonly type: 'gallery' } & On)
  /** A part of the gallery, from its newest image; Back returns to where it was opened from. */
  | ({ readonly type: 'open'; readonly filter: Filter } & On)
  /** The image was looked up as the person's own; null: it is gone. `fresh`: without a filter. */
  | ({ readonly type: 'image'; readonly imageId: string | null; readonly fresh: boolean } & On)
  /** The page of the grid with this image; null: the first page. */
  | ({ readonly type: 'grid'; readonly imageId: string | null } & On)
  | ({ readonly type: 'details'; readonly imageId: string } & On)
  /** `imageId`: the image or page shown, whose nearest is shown under the next filter. */
  | ({ readonly type: 'filters'; readonly imageId: string | null } & On)
  | ({ readonly type: 'pickFilter'; readonly what: Picking } & On)
  | ({ readonly type: 'filter'; readonly change: FilterChange } & On)
  | ({ readonly type: 'clearFilters' } & On)
  /** `from`: the first day of a range is chosen, the last one is asked for. */
  | ({ readonly type: 'calendar'; readonly month: Month | null; readonly from: Day | null } & On)
  /** Asks for words to search for. */
  | ({ readonly type: 'search' } & On)
  /** Words to search for, from a command. */
  | ({ readonly type: 'find'; readonly words: string } & On)
  /** A page of the list of albums, 0 the first. */
  | ({ readonly type: 'albums'; readonly page: number } & On)
  /** The album was looked up as the person's own; null: it is gone. */
  | ({ readonly type: 'album'; readonly albumId: string | null } & On)
  /** Asks for the name of a new album. */
  | ({ readonly type: 'newAlbum' } & On)
  | ({ readonly type: 'renameAlbum'; readonly albumId: string } & On)
  | ({ readonly type: 'deleteAlbum'; readonly albumId: string } & On)
  | ({ readonly type: 'deleteAlbumSure'; readonly albumId: string } & On)
  /** The albums that an image is in, and may be put into; null: those marked. */
  | ({ readonly type: 'addTo'; readonly imageId: string | null; readonly page: number } & On)
  /** Puts an image into an album or takes it out; null: those marked. */
  | ({
      readonly type: 'inAlbum';
      readonly albumId: string;
      readonly imageId: string | null;
      readonly added: boolean;
    } & On)
  /** The grid with boxes to tick. */
  | ({ readonly type: 'marking' } & On)
  | ({ readonly type: 'mark'; readonly imageId: string; readonly marked: boolean } & On)
  | ({ readonly type: 'markNone' } & On)
  | ({ readonly type: 'favouriteMarked' } & On)
  | ({ readonly type: 'deleteMarked' } & On)
  | ({ readonly type: 'deleteMarkedSure' } & On)
  | ({ readonly type: 'downloadMarked' } & On)
  /** An image of the trash; null: the one deleted last. */
  | ({ readonly type: 'trash'; readonly imageId: string | null } & On)
  | ({ readonly type: 'restore'; readonly imageId: string } & On)
  /** Brings back what was just deleted. */
  | ({ readonly type: 'undo' } & On)
  | ({ readonly type: 'purge'; readonly imageId: string } & On)
  | ({ readonly type: 'purgeSure'; readonly imageId: string } & On)
  | ({ readonly type: 'emptyTrash' } & On)
  /** `until`: when the person was asked, in ms since 1970. */
  | ({ readonly type: 'emptyTrashSure'; readonly until: number } & On)
  | ({ readonly type: 'statistics' } & On)
  /** Makes a link that lets others begin with the same description. */
  | ({ readonly type: 'share'; readonly imageId: string } & On)
  /** A link of somebody's was opened; null: it leads nowhere any more. */
  | ({ readonly type: 'shared'; readonly draft: Draft | null } & On)
  | ({ readonly type: 'atEnd'; readonly which: 'newest' | 'oldest' } & On)
  | ({
      readonly type: 'favourite';
      readonly imageId: string;
      readonly marked: boolean;
      readonly resultId: number | null;
    } & On)
  | ({ readonly type: 'delete'; readonly imageId: string } & On)
  | ({ readonly type: 'deleteSure'; readonly imageId: string } & On)
  | ({ readonly type: 'wholeText'; readonly imageId: string } & On)
  | ({ readonly type: 'wholeDraft'; readonly draftId: string } & On)
  | ({ readonly type: 'wholeOrder'; readonly generationId: string } & On)
  | ({ readonly type: 'original'; readonly imageId: string } & On)
  /** Closes a message with a button of its own, such as the whole text. */
  | ({ readonly type: 'close'; readonly messageId: number } & On)
  | ({ readonly type: 'balance' } & On)
  | ({ readonly type: 'operations'; readonly before: string | null } & On)
  | ({ readonly type: 'enterCode' } & On)
  | ({ readonly type: 'redeem'; readonly code: string } & On)
  | ({ readonly type: 'settings' } & On)
  | ({ readonly type: 'prefer'; readonly what: Preference } & On)
  | ({ readonly type: 'preferred'; readonly choice: Choice } & On)
  | ({ readonly type: 'setLanguage'; readonly language: Language } & On)
  /** An IANA zone: `Europe/Moscow`. */
  | ({ readonly type: 'setTimeZone'; readonly zone: string } & On)
  | ({ readonly type: 'myData' } & On)
  | ({ readonly type: 'export' } & On)
  | ({ readonly type: 'erase' } & On)
  | ({ readonly type: 'eraseSure' } & On)
  | ({ readonly type: 'eraseYes' } & On)
  | ({ readonly type: 'help' } & On)
  | ({ readonly type: 'privacy' } & On)
  | ({ readonly type: 'support' } & On)
  | ({ readonly type: 'cancel' } & On)
  /** A sticker, a voice message, a greeting …: answered with a kind hint. */
  | ({
      readonly type: 'unhandled';
      readonly hint: NoticeKey;
      /** The words, if it was words: where a code is awaited they may be one. */
      readonly text: string | null;
    } & On)
  /** "With me": asks for a description of a picture with this avatar, which is ready. */
  | ({ readonly type: 'createWith'; readonly avatarId: string } & On)
  | ({ readonly type: 'styles'; readonly page: number } & On)
  /** A ready style was tapped; `text` is its name in the person's language. */
  | ({
      readonly type: 'style';
      readonly style: string;
      readonly text: string;
      readonly draftId: string;
    } & On)
  /** What may be changed about an image. */
  | ({ readonly type: 'edits'; readonly imageId: string } & On)
  /** Asks how the image shall be changed. */
  | ({ readonly type: 'editImage'; readonly imageId: string } & On)
  /** Words in reply to a picture: its change. */
  | ({ readonly type: 'editBy'; readonly draft: Draft } & On)
  /** My avatars; null: the main one. The avatar was looked up as the person's own. */
  | ({ readonly type: 'avatars'; readonly avatarId: string | null } & On)
  /** An avatar that a button named is gone, another's, or not ready. */
  | ({ readonly type: 'avatarGone'; readonly notice: 'avatar-gone' | 'avatar-not-ready' } & On)
  /** Its training has come to another stage, or is over. Comes from there, not from the person. */
  | ({ readonly type: 'avatarMoved'; readonly avatarId: string; readonly isOver: boolean } & On)
  | ({ readonly type: 'renameAvatar'; readonly avatarId: string } & On)
  | ({ readonly type: 'makeMain'; readonly avatarId: string } & On)
  | ({ readonly type: 'deleteAvatar'; readonly avatarId: string } & On)
  /** The first step of two: what becomes of its pictures is chosen. */
  | ({
      readonly type: 'deleteAvatarSure';
      readonly avatarId: string;
      readonly images: 'keep' | 'delete';
    } & On)
  | ({
      readonly type: 'deleteAvatarYes';
      readonly avatarId: string;
      readonly images: 'keep' | 'delete';
    } & On)
  /** Opens the wizard at the step that the draft has come to; null: the draft touched last. */
  | ({ readonly type: 'wizard'; readonly avatarId: string | null } & On)
  /** Leads from what it is to the consent. */
  | ({ readonly type: 'wizardOn' } & On)
  /** This is me, or I may use these photos; I am an adult. */
  | ({ readonly type: 'consent'; readonly textVersion: number } & On)
  | ({ readonly type: 'who'; readonly who: Who | null } & On)
  /** A photo or picture file. In the wizard it is the avatar's, elsewhere a sample. */
  | ({
      readonly type: 'photo';
      readonly fileId: string;
      readonly fileUniqueId: string;
      readonly messageId: number;
      /** Of several that were sent at once; null: it came alone. */
      readonly groupId: string | null;
      /** Sent as a file, with its MIME type as Telegram tells it; null: sent as a photo. */
      readonly fileType: string | null;
      /** Bytes; null: not told. */
      readonly bytes: number | null;
      readonly caption: string | null;
      /** The avatar's draft that was worked on a moment ago, for a chat that has forgotten it. */
      readonly forId?: string;
      /** The draft that a sample may become. */
      readonly draftId: string;
    } & On)
  /** A photo of the draft was looked at. Comes from its check, not from the person. */
  | ({ readonly type: 'photoChecked'; readonly avatarId: string } & On)
  /** The viewer of the photos; null: the first. */
  | ({ readonly type: 'viewPhotos'; readonly photoId: string | null } & On)
  /** The viewer goes on with `nextId`; null: there is no other photo. */
  | ({
      readonly type: 'removePhoto';
      readonly photoId: string;
      readonly nextId: string | null;
    } & On)
  /** A doubtful photo shall be used all the same, or not. */
  | ({ readonly type: 'keepPhoto'; readonly photoId: string; readonly kept: boolean } & On)
  /** That's all of them: what was found is told before the price. */
  | ({ readonly type: 'photosDone' } & On)
  | ({ readonly type: 'toPrice' } & On)
  | ({ readonly type: 'pickPreset' } & On)
  | ({ readonly type: 'preset'; readonly preset: string } & On)
  /** Whether the photos stay after the training. */
  | ({ readonly type: 'keepPhotos'; readonly kept: boolean } & On)
  /** The button that names its price; `n` is the training it pays for. */
  | ({
      readonly type: 'train';
      readonly avatarId: string;
      readonly n: number;
      readonly price: number;
    } & On)
  /** Leaves the wizard; the draft stays. */
  | ({ readonly type: 'leaveWizard' } & On)
  | ({ readonly type: 'startOver' } & On)
  | ({ readonly type: 'startOverSure' } & On)
  /** A voice message of at most 60 s; `draftId` names the draft that its words may become. */
  | ({
      readonly type: 'voice';
      readonly fileId: string;
      readonly seconds: number;
      readonly messageId: number;
      readonly draftId: string;
    } & On)
  /** A press that could not be read, or that belongs to a screen no longer known. */
  | ({ readonly type: 'stale' } & On);

/** Toasts for the press that caused the step. */
export type AnswerKey =
  | 'already-making'
  | 'draft-gone'
  | 'image-gone'
  | 'marked'
  | 'unmarked'
  | 'at-newest'
  | 'at-oldest'
  | 'sending-original'
  | 'sending-export'
  | 'sending-download'
  | 'sending-share'
  | 'added-to-album'
  | 'taken-from-album'
  | 'nothing-marked'
  | 'too-many-marked'
  | 'album-gone'
  | 'out-of-date'
  | 'saved'
  | 'will-tell'
  | 'erasing'
  | 'main-avatar'
  | 'photo-kept'
  | 'photo-removed'
  | 'avatar-gone'
  | 'coins-asked-today';

export type Started =
  | { readonly kind: 'started' }
  | { readonly kind: 'short'; readonly needs: number; readonly has: number }
  /** The price or the look on the button is no longer right. */
  | { readonly kind: 'changed' }
  /** Pictures cannot be made now (billing or key of the operator). */
  | { readonly kind: 'outage' }
  /** What it should show or change is not there (any more); the notice says it. */
  | { readonly kind: 'gone'; readonly notice: 'avatar-gone' | 'avatar-not-ready' | 'image-gone' };

export type Redeemed =
  | { readonly kind: 'credited'; readonly coins: number }
  | { readonly kind: 'unknown' | 'expired' | 'used-up' | 'already' };

export type Named =
  | { readonly kind: 'named'; readonly albumId: string }
  /** Another album of the person's has this name; there are too many; the album is gone. */
  | { readonly kind: 'taken' | 'too-many' | 'gone' };

/** Where the wizard goes on: its draft and step; `about` while there is no draft. */
export interface WizardDraft {
  readonly draftId: string | null;
  readonly step: 'about' | 'name' | 'who' | 'photos';
}

export type AvatarNamed = { readonly kind: 'named' | 'gone' };

export type TrainingStarted =
  | { readonly kind: 'started' }
  | { readonly kind: 'short'; readonly needs: number; readonly has: number }
  /** The price on the button is no longer right. */
  | { readonly kind: 'changed' }
  /** There are fewer good photos than a training takes, or some are still looked at. */
  | { readonly kind: 'too-few' }
  | { readonly kind: 'outage' }
  | { readonly kind: 'gone' };

/** What was seen in a sample photo, or heard in a voice message. */
export type Understood =
  | { readonly kind: 'understood'; readonly text: string }
  /** Nothing could be made of it; the operator did not configure it. */
  | { readonly kind: 'unreadable' | 'not-configured' };

/**
 * Which message the answering screen takes: the id of the screen that was pressed, the living
 * one, or a new one at the bottom of the chat (after a text, a command or a press on a result).
 */
export type Anchor = number | 'living' | 'new';

export type Shape = '1:1' | '3:4' | '4:3' | '9:16' | '16:9';
export type Count = 1 | 2 | 4;
export type Language = 'ru' | 'en';

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
}

/** One choice about a picture. */
export type Choice =
  | { readonly shape: Shape }
  | { readonly count: Count }
  | { readonly look: string };

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
  | 'image-deleted'
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
  | 'saved';

/** A screen to come back to. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'describe' }
  | { readonly at: 'confirm' }
  | { readonly at: 'card'; readonly imageId: string | null }
  | { readonly at: 'balance' }
  | { readonly at: 'operations'; readonly before: string | null }
  | { readonly at: 'code' }
  | { readonly at: 'settings' }
  | { readonly at: 'data' }
  | { readonly at: 'help' }
  | { readonly at: 'privacy' }
  | { readonly at: 'support' };

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
      readonly what: 'shape' | 'count' | 'look';
    } & On)
  /** Settles one choice of the draft; the others stay. */
  | ({ readonly type: 'choose'; readonly draftId: string; readonly choice: Choice } & On)
  /** The button that names its price. */
  | ({ readonly type: 'make'; readonly draftId: string; readonly price: number } & On)
  | ({ readonly type: 'askForCoins' } & On)
  | ({ readonly type: 'tellMe' } & On)
  | ({ readonly type: 'gallery' } & On)
  /** The image was looked up as the person's own; null: it is gone. */
  | ({ readonly type: 'image'; readonly imageId: string | null } & On)
  | ({ readonly type: 'atEnd'; readonly which: 'newest' | 'oldest' } & On)
  | ({
      readonly type: 'favourite';
      readonly imageId: string;
      readonly marked: boolean;
      readonly resultId: number | null;
    } & On)
  | ({ readonly type: 'delete'; readonly imageId: string } & On)
  /** `nextId`: the nearest image that stays. */
  | ({ readonly type: 'deleteSure'; readonly imageId: string; readonly nextId: string | null } & On)
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
  | ({ readonly type: 'prefer'; readonly what: 'language' | 'shape' | 'count' | 'look' } & On)
  | ({ readonly type: 'preferred'; readonly choice: Choice } & On)
  | ({ readonly type: 'setLanguage'; readonly language: Language } & On)
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
  | 'out-of-date'
  | 'saved'
  | 'will-tell'
  | 'erasing';

export type Started =
  | { readonly kind: 'started' }
  | { readonly kind: 'short'; readonly needs: number; readonly has: number }
  /** The price or the look on the button is no longer right. */
  | { readonly kind: 'changed' }
  /** Pictures cannot be made now (billing or key of the operator). */
  | { readonly kind: 'outage' };

export type Redeemed =
  | { readonly kind: 'credited'; readonly coins: number }
  | { readonly kind: 'unknown' | 'expired' | 'used-up' | 'already' };

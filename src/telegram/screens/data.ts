import type {
  Day,
  Filter,
  FilterName,
  Kind,
  Month,
} from '../../../machines/chat/gallery/filter.ts';
import type {
  ChatContext,
  Count,
  EditKind,
  Language,
  Shape,
  Who,
} from '../../../machines/chat/types.ts';
import type { View } from '../../../machines/chat/views.ts';

/** A model in people's words. Titles and hints are message keys. */
export interface Look {
  readonly id: string;
  readonly titleKey: string;
  readonly hintKey: string;
  /** Coins for one picture. */
  readonly price: number;
  readonly shapes: readonly Shape[];
  readonly counts: readonly Count[];
}

/** A ready style. Its title is a message key. */
export interface StyleChoice {
  readonly id: string;
  readonly titleKey: string;
}

/** A draft with every choice settled: the person's, the usual, or the default. */
export interface SettledDraft {
  readonly id: string;
  readonly description: string;
  readonly shape: Shape;
  readonly count: Count;
  readonly look: Look;
  /** Null: made by description alone. */
  readonly avatar: AvatarChoice | null;
  /** The avatar that was wanted is gone or not ready. */
  readonly avatarGone: boolean;
  readonly style: string | null;
  /** The image it changes; null: it is made anew. */
  readonly edit: { readonly imageId: string; readonly how: EditKind } | null;
  /** The looks that can make this kind of picture. */
  readonly looks: readonly Look[];
  /** The look that was wanted is switched off; this one stands in for it. */
  readonly lookReplaced: boolean;
  /** Coins for all pictures. */
  readonly price: number;
  /** Seconds until the pictures are there, from past orders and the line. */
  readonly waitSeconds: number;
}

/** A number that is not counted beyond a limit, so that a huge gallery is as quick as a small one. */
export interface Capped {
  readonly count: number;
  /** There are more than `count`. */
  readonly isMore: boolean;
}

/** One image of the gallery with its neighbours under the filter, newest first. */
export interface Card {
  readonly imageId: string;
  readonly description: string;
  readonly kind: Kind;
  readonly shape: Shape;
  readonly lookTitleKey: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly favourite: boolean;
  /** 1 is the newest; null: too far back to be counted. */
  readonly index: number | null;
  readonly total: Capped;
  readonly newerId: string | null;
  readonly olderId: string | null;
  /** Albums it is in, by name. */
  readonly albums: readonly string[];
  /** Its file is lost; it is looked for. */
  readonly isMissing: boolean;
}

/** What the curious may know of an image. */
export interface Details {
  /** The words that the provider received, where they differ from the description; else null. */
  readonly sent: string | null;
  /** The avatar's name; null: none, or it is gone. */
  readonly avatar: string | null;
  /** What stands for the avatar in `sent`; null: nothing does. */
  readonly avatarWord: string | null;
  /** What it was made from; `imageId` null: that image is gone. Null: it was made anew. */
  readonly parent: { readonly how: EditKind; readonly imageId: string | null } | null;
  /** Null: the provider told none. */
  readonly seed: string | null;
  /** The model's id and the endpoint it ran on. */
  readonly look: string;
  readonly endpoint: string | null;
  readonly bytes: number;
  readonly contentType: string;
}

/** A page of up to nine images, newest first. */
export interface Grid {
  readonly images: readonly {
    readonly imageId: string;
    /** 1 to 9, as on the sheet. */
    readonly number: number;
    readonly createdAt: number;
    readonly favourite: boolean;
    readonly marked: boolean;
  }[];
  /** Place of the first image, 1 for the newest; null: too far back to be counted. */
  readonly first: number | null;
  readonly total: Capped;
  /** An image of the page before and after; null: there is none. */
  readonly newerId: string | null;
  readonly olderId: string | null;
}

/** How many images each value of a filter would show, the other filters being as they are. */
export interface Facets {
  readonly avatars: readonly {
    readonly avatarId: string;
    readonly name: string;
    readonly n: Capped;
  }[];
  readonly kinds: readonly { readonly kind: Kind; readonly n: Capped }[];
  readonly looks: readonly {
    readonly look: string;
    readonly titleKey: string;
    readonly n: Capped;
  }[];
  readonly shapes: readonly { readonly shape: Shape; readonly n: Capped }[];
  readonly albums: readonly {
    readonly albumId: string;
    readonly title: string;
    readonly n: Capped;
  }[];
  readonly favourites: Capped;
  readonly times: readonly {
    readonly last: 'today' | 'yesterday' | 'week' | 'month';
    readonly n: Capped;
  }[];
}

export interface CalendarDay {
  readonly day: Day;
  readonly n: Capped;
}

/** A month with its days that have pictures, under the other filters. */
export interface Calendar {
  readonly month: Month;
  /** The first day of a range under way; null: none. */
  readonly from: Day | null;
  /** In order; days of other months are not among them. */
  readonly days: readonly CalendarDay[];
  /** The nearest months with pictures; null: there is none. */
  readonly before: Month | null;
  readonly after: Month | null;
}

export interface Album {
  readonly albumId: string;
  readonly title: string;
  readonly n: Capped;
  /** Of `addTo`: the image, or each of those marked, is in it. */
  readonly isIn: boolean;
}

/** An image of the trash with its neighbours, the one deleted last first. */
export interface TrashCard {
  readonly imageId: string;
  readonly description: string;
  readonly trashedAt: number;
  /** When it will be deleted for good. */
  readonly purgedAt: number;
  readonly index: number | null;
  readonly total: Capped;
  readonly newerId: string | null;
  readonly olderId: string | null;
}

/** Everything of a person's that is not in the trash, counted. */
export interface Statistics {
  readonly total: number;
  readonly favourites: number;
  readonly inTrash: number;
  readonly kinds: readonly { readonly kind: Kind; readonly n: number }[];
  /** Most used first. */
  readonly looks: readonly {
    readonly look: string;
    readonly titleKey: string;
    readonly n: number;
  }[];
  readonly shapes: readonly { readonly shape: Shape; readonly n: number }[];
  /** Of the last twelve months, oldest first, those without pictures included. */
  readonly months: readonly { readonly month: Month; readonly n: number }[];
  readonly busiestDay: { readonly day: Day; readonly n: number } | null;
  readonly coins: { readonly spent: number; readonly returned: number };
}

/** What the gallery's screens show. Null where the view does not show it. */
export interface GalleryData {
  readonly filter: Filter;
  /** Of the look that is filtered by; null: none is. */
  readonly lookTitleKey: string | null;
  /** The avatar that is filtered by; null: none is. */
  readonly avatar: { readonly avatarId: string; readonly name: string } | null;
  /** Of the album that is filtered by, or that is looked at; null: none. */
  readonly album: { readonly albumId: string; readonly title: string; readonly n: Capped } | null;
  /** Null on a card screen: nothing is shown under the filter. */
  readonly card: Card | null;
  readonly details: Details | null;
  /** Null on a grid screen: nothing is shown under the filter. */
  readonly grid: Grid | null;
  readonly facets: Facets | null;
  readonly calendar: Calendar | null;
  readonly albums: readonly Album[] | null;
  /** Null on a trash screen: it is empty. */
  readonly trash: TrashCard | null;
  readonly statistics: Statistics | null;
  /** How many lie in the trash. */
  readonly inTrash: Capped;
  /** Where nothing is shown: the filters that hide something, each with how many images would be
   * shown without it; those that would not help are not among them. */
  readonly loosen: readonly { readonly name: FilterName; readonly n: Capped }[];
}

/** One line of the balance's history. Coins are signed: plus came, minus went. */
export interface Operation {
  readonly kind: 'welcome' | 'promo' | 'grant' | 'refund' | 'order' | 'training';
  readonly coins: number;
  /** Of an order: coins that came back, and whether it still runs. */
  readonly returned: number;
  readonly open: boolean;
  readonly at: number;
}

/** A training preset in people's words. */
export interface TrainingPreset {
  readonly id: string;
  readonly titleKey: string;
  readonly hintKey: string;
  /** Whole coins. */
  readonly price: number;
  /** How long it takes lately, an estimate. */
  readonly minutes: number;
  /** That of whoever chooses none. */
  readonly isUsual: boolean;
}

export interface AvatarChoice {
  readonly avatarId: string;
  readonly name: string;
  readonly isMain: boolean;
}

export interface PhotoView {
  readonly photoId: string;
  readonly state: 'received' | 'good' | 'doubtful' | 'refused';
  /** Codes of what was found; each has words `photo-issue-CODE`. */
  readonly issues: readonly string[];
  /** Doubtful, and the person keeps it. */
  readonly kept: boolean;
}

/** The draft that the wizard prepares. */
export interface WizardView {
  readonly draftId: string;
  readonly name: string;
  readonly who: Who | null;
  /** In the order in which they came. */
  readonly photos: readonly PhotoView[];
  /** Good, or doubtful and kept: these are trained on. */
  readonly usable: number;
  /** Still looked at. */
  readonly pending: number;
  /** How many of those not refused look like one before. */
  readonly alike: number;
  /** At least so many usable ones, and at most so many photos. */
  readonly least: number;
  readonly most: number;
  readonly preset: TrainingPreset;
  readonly keepPhotos: boolean;
  /** The training that would be paid for. */
  readonly n: number;
  /** Why the last training did not succeed; null: there was none. A code of FAL's errors. */
  readonly failure: string | null;
}

/** A card of "my avatars". */
export interface AvatarCard {
  readonly avatarId: string;
  readonly name: string;
  readonly state: 'draft' | 'training' | 'ready';
  readonly isMain: boolean;
  /** A photo of it is shown; else a banner. */
  readonly hasPreview: boolean;
  readonly createdAt: number;
  readonly readyAt: number | null;
  readonly pictures: Capped;
  /** Photos that were kept. */
  readonly photos: number;
  /** Of a training under way. */
  readonly training: {
    readonly trainingId: string;
    readonly stage: 'packing' | 'waiting' | 'sending' | 'queued' | 'training' | 'storing';
    /** 0 to 100 by time against past trainings: an estimate; null: not begun. */
    readonly percent: number | null;
    readonly minutesLeft: number | null;
    readonly mayCancel: boolean;
  } | null;
  /** Of the picture that the price includes, when a try of it failed; null: nothing to be said. */
  readonly firstPicture: 'again' | 'given-up' | null;
  readonly index: number;
  readonly total: number;
  readonly newerId: string | null;
  readonly olderId: string | null;
}

/** What the screens about avatars show. Null where the view does not show it. */
export interface AvatarsData {
  readonly presets: readonly TrainingPreset[];
  readonly wizard: WizardView | null;
  /** Null: there is no avatar that is more than nothing. */
  readonly card: AvatarCard | null;
}

/** Everything a screen may show. Loaded for a snapshot, so that screens are pure. */
export interface ScreenData {
  readonly view: View;
  readonly context: ChatContext;
  readonly language: Language;
  readonly coins: { readonly available: number; readonly held: number };
  readonly pictures: Capped;
  /** Orders under way. */
  readonly running: number;
  readonly looks: readonly Look[];
  /** Usual choices, settled. */
  readonly usual: { readonly shape: Shape; readonly count: Count; readonly look: Look };
  /** Coins for one picture of the usual look. */
  readonly unitPrice: number;
  readonly welcomeCoins: number;
  readonly draft: SettledDraft | null;
  /** Null outside of the gallery. */
  readonly gallery: GalleryData | null;
  /** Null outside of the wizard and of my avatars. */
  readonly avatars: AvatarsData | null;
  /** Ready avatars, the main one first: for "with me". Loaded for the create area and home. */
  readonly readyAvatars: readonly AvatarChoice[];
  /** The ready styles in their order, six a page. Loaded for the create area. */
  readonly stylePages: readonly (readonly StyleChoice[])[];
  /** Coins for an avatar of the configured preset. */
  readonly avatarPrice: number;
  readonly operations: {
    readonly lines: readonly Operation[];
    /** Where the next page begins: at most 48 of `\w . : ~ -`, since a button carries it. */
    readonly next: string | null;
  } | null;
  /** A contact shown to people; null: none is configured. */
  readonly supportContact: string | null;
  /** "Ask for coins" has somebody to ask. */
  readonly canAskForCoins: boolean;
  /** Pictures cannot be made now. */
  readonly outage: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA zone of the dates, e.g. `Europe/Moscow`: the person's own, else by language. */
  readonly timeZone: string;
}

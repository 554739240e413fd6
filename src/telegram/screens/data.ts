import type { ChatContext, Count, Language, Shape } from '../../../machines/chat/types.ts';
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

/** A draft with every choice settled: the person's, the usual, or the default. */
export interface SettledDraft {
  readonly id: string;
  readonly description: string;
  readonly shape: Shape;
  readonly count: Count;
  readonly look: Look;
  /** The look that was wanted is switched off; this one stands in for it. */
  readonly lookReplaced: boolean;
  /** Coins for all pictures. */
  readonly price: number;
  /** Seconds until the pictures are there, from past orders and the line. */
  readonly waitSeconds: number;
}

/** One image of the gallery with its neighbours, newest first. */
export interface Card {
  readonly imageId: string;
  readonly description: string;
  readonly shape: Shape;
  readonly lookTitleKey: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly favourite: boolean;
  /** 1 is the newest. */
  readonly index: number;
  readonly total: number;
  readonly newerId: string | null;
  readonly olderId: string | null;
}

/** One line of the balance's history. Coins are signed: plus came, minus went. */
export interface Operation {
  readonly kind: 'welcome' | 'promo' | 'grant' | 'refund' | 'order';
  readonly coins: number;
  /** Of an order: coins that came back, and whether it still runs. */
  readonly returned: number;
  readonly open: boolean;
  readonly at: number;
}

/** Everything a screen may show. Loaded for a snapshot, so that screens are pure. */
export interface ScreenData {
  readonly view: View;
  readonly context: ChatContext;
  readonly language: Language;
  readonly coins: { readonly available: number; readonly held: number };
  readonly pictures: number;
  /** Orders under way. */
  readonly running: number;
  readonly looks: readonly Look[];
  /** Usual choices, settled. */
  readonly usual: { readonly shape: Shape; readonly count: Count; readonly look: Look };
  /** Coins for one picture of the usual look. */
  readonly unitPrice: number;
  readonly welcomeCoins: number;
  readonly draft: SettledDraft | null;
  /** Null on a card screen: the gallery is empty. */
  readonly card: Card | null;
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
  /** IANA zone of the dates, e.g. `Europe/Moscow`. */
  readonly timeZone: string;
}

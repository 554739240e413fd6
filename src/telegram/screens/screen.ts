import type { Press } from '../press.ts';

/** The picture of a screen: every screen carries one, since a photo never becomes text again. */
export type Picture =
  | {
      readonly kind: 'banner';
      readonly scene: Scene;
      readonly title: string;
      readonly subtitle?: string;
    }
  | { readonly kind: 'image'; readonly imageId: string }
  /** A photo of an avatar's draft, for its owner only. */
  | { readonly kind: 'photo'; readonly photoId: string }
  /** The photo that stands for an avatar. */
  | { readonly kind: 'avatar'; readonly avatarId: string }
  /** Example thumbnails of ready styles, numbered, three in a row. */
  | { readonly kind: 'styles'; readonly styles: readonly string[] }
  /** A contact sheet of up to nine thumbnails, three in a row. */
  | { readonly kind: 'sheet'; readonly cells: readonly SheetCell[] }
  /** Pictures a month, drawn as bars. */
  | { readonly kind: 'chart'; readonly title: string; readonly bars: readonly Bar[] };

export interface SheetCell {
  readonly imageId: string;
  readonly number: number;
  /** A date in words, on the first image of a day; empty: of the same day as the one before. */
  readonly heading: string;
  readonly favourite: boolean;
  /** Null: there is nothing to tick. */
  readonly marked: boolean | null;
}

export interface Bar {
  /** Below the bar: at most five characters. */
  readonly label: string;
  readonly value: number;
}

export type Scene =
  | 'home'
  | 'welcome'
  | 'create'
  | 'gallery'
  | 'empty'
  | 'balance'
  | 'settings'
  | 'help'
  | 'privacy'
  | 'avatar'
  | 'photos'
  | 'trouble';

export interface Button {
  /** At most 18 characters. */
  readonly label: string;
  readonly press: Press;
  /** The button copies this to the clipboard instead of pressing: 1 to 256 characters. */
  readonly copy?: string;
  /** The button opens this address instead of pressing. */
  readonly url?: string;
  readonly style?: 'primary' | 'success' | 'danger';
}

/** A living message: what `show` makes of a snapshot. */
export interface Screen {
  readonly picture: Picture;
  /** Telegram HTML, at most 1024 characters after entities. */
  readonly caption: string;
  /** Rows from top to bottom: at most 8 buttons in 4 rows; a grid or a calendar has more. */
  readonly keyboard: readonly (readonly Button[])[];
}

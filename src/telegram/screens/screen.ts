import type { Press } from '../press.ts';

/** The picture of a screen: every screen carries one, since a photo never becomes text again. */
export type Picture =
  | {
      readonly kind: 'banner';
      readonly scene: Scene;
      readonly title: string;
      readonly subtitle?: string;
    }
  | { readonly kind: 'image'; readonly imageId: string };

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
  | 'trouble';

export interface Button {
  /** At most 18 characters. */
  readonly label: string;
  readonly press: Press;
  readonly style?: 'primary' | 'success' | 'danger';
}

/** A living message: what `show` makes of a snapshot. */
export interface Screen {
  readonly picture: Picture;
  /** Telegram HTML, at most 1024 characters after entities. */
  readonly caption: string;
  /** Rows from top to bottom: at most 8 buttons in 4 rows. */
  readonly keyboard: readonly (readonly Button[])[];
}

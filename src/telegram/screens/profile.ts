import type { Say } from '../words.ts';

/** The commands of the menu beside the text field, in its order. */
export const commandNames = [
  'start',
  'menu',
  'create',
  'me',
  'avatars',
  'gallery',
  'favourites',
  'albums',
  'find',
  'trash',
  'balance',
  'promo',
  'settings',
  'help',
  'cancel',
  'privacy',
  'support',
] as const;

export type CommandName = (typeof commandNames)[number];

export interface Profile {
  readonly commands: readonly { readonly command: CommandName; readonly description: string }[];
  /** Shown in an empty chat, at most 512 characters. */
  readonly description: string;
  /** Shown in the bot's profile and beside shared links, at most 120 characters. */
  readonly shortDescription: string;
}

/** How the bot presents itself in Telegram. */
export const profile = (t: Say): Profile => ({
  commands: commandNames.map((command) => ({ command, description: t(`command-${command}`) })),
  description: t('bot-description'),
  shortDescription: t('bot-short-description'),
});

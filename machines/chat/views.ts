import { type StateValue, statePath } from '../state-path.ts';
import type { ChatContext } from './types.ts';

/** Every screen: the dotted path of the chart's leaf states that are shown. A test compares. */
export const views = [
  'home.menu',
  'home.welcome',
  'create.describe',
  'create.confirm.overview',
  'create.confirm.shape',
  'create.confirm.count',
  'create.confirm.look',
  'create.confirm.avatar',
  'create.styles',
  'create.editing',
  'create.looking',
  'create.listening',
  'create.making',
  'create.short.telling',
  'create.outage',
  'gallery.card',
  'gallery.deleting',
  'gallery.details',
  'gallery.grid',
  'gallery.marking',
  'gallery.deletingMarked',
  'gallery.filters',
  'gallery.picking',
  'gallery.calendar',
  'gallery.search',
  'gallery.albums',
  'gallery.album',
  'gallery.naming',
  'gallery.dissolving',
  'gallery.adding',
  'gallery.trash',
  'gallery.purging',
  'gallery.emptying',
  'gallery.statistics',
  'gallery.edits',
  'wizard.about',
  'wizard.consent',
  'wizard.name',
  'wizard.who',
  'wizard.photos',
  'wizard.viewer',
  'wizard.verdict',
  'wizard.price',
  'wizard.preset',
  'wizard.short.telling',
  'wizard.outage',
  'wizard.startingOver',
  'avatars.card',
  'avatars.renaming',
  'avatars.deleting',
  'avatars.deletingSure',
  'balance.overview',
  'balance.operations',
  'balance.code',
  'settings.overview',
  'settings.language',
  'settings.shape',
  'settings.count',
  'settings.look',
  'settings.zone',
  'settings.data',
  'settings.erase',
  'settings.eraseSure',
  'help.overview',
  'help.privacy',
  'help.support',
] as const;

export type View = (typeof views)[number];

/** States that work in the background show the screen they came from. */
const shownAs: Readonly<Record<string, View>> = {
  asleep: 'home.menu',
  'create.starting': 'create.confirm.overview',
  'wizard.opening': 'wizard.about',
  'wizard.gathering': 'wizard.photos',
  'wizard.agreeing': 'wizard.consent',
  'wizard.naming': 'wizard.name',
  'wizard.starting': 'wizard.price',
  'wizard.short.asking': 'wizard.short.telling',
  'avatars.keeping': 'avatars.renaming',
  'create.short.asking': 'create.short.telling',
  'balance.redeeming': 'balance.code',
  'gallery.keeping': 'gallery.naming',
  'settings.erasing': 'settings.eraseSure',
};

/** The screen that a snapshot of the chat is shown as; home for a state without one. */
export function viewOf(snapshot: {
  readonly value: StateValue;
  readonly context: ChatContext;
}): View {
  const path = statePath(snapshot.value);
  const { step } = snapshot.context.avatars;
  if (path === 'wizard.gathering' && (step === 'name' || step === 'who')) return `wizard.${step}`;
  return views.find((view) => view === path) ?? shownAs[path] ?? 'home.menu';
}

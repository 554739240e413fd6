import type { Notice } from '../../../machines/chat/types.ts';
import type { View } from '../../../machines/chat/views.ts';
import { inHtml, type Say } from '../words.ts';
import * as avatar from './avatars/card.ts';
import * as avatarDeleting from './avatars/deleting.ts';
import * as balance from './balance.ts';
import { paragraphs } from './captions.ts';
import * as create from './create.ts';
import * as createWith from './create-with.ts';
import type { ScreenData } from './data.ts';
import * as edits from './edits.ts';
import * as albums from './gallery/albums.ts';
import { calendar } from './gallery/calendar.ts';
import { card, deleting } from './gallery/card.ts';
import { details } from './gallery/details.ts';
import { filters } from './gallery/filters.ts';
import { grid } from './gallery/grid.ts';
import { deletingMarked, marking } from './gallery/marking.ts';
import { picking } from './gallery/picking.ts';
import { search } from './gallery/search.ts';
import { statistics } from './gallery/statistics.ts';
import * as trash from './gallery/trash.ts';
import * as help from './help.ts';
import * as home from './home.ts';
import type { Screen } from './screen.ts';
import * as settings from './settings.ts';
import { about } from './wizard/about.ts';
import * as aside from './wizard/asides.ts';
import { consent } from './wizard/consent.ts';
import * as person from './wizard/person.ts';
import { photos } from './wizard/photos.ts';
import * as price from './wizard/price.ts';
import { short } from './wizard/short.ts';
import { verdict } from './wizard/verdict.ts';
import { viewer } from './wizard/viewer.ts';

/** Every view has its screen: a missing one does not compile. */
const screens: Readonly<Record<View, (data: ScreenData, t: Say) => Screen>> = {
  'home.menu': home.menu,
  'home.welcome': home.welcome,
  'create.describe': create.describe,
  'create.confirm.overview': create.confirm,
  'create.confirm.shape': create.shape,
  'create.confirm.count': create.count,
  'create.confirm.look': create.look,
  'create.confirm.avatar': createWith.avatar,
  'create.styles': createWith.styles,
  'create.editing': edits.editing,
  'create.looking': edits.looking,
  'create.listening': edits.listening,
  'create.making': create.making,
  'create.short.telling': create.short,
  'create.outage': create.outage,
  'gallery.card': card,
  'gallery.deleting': deleting,
  'gallery.details': details,
  'gallery.grid': grid,
  'gallery.marking': marking,
  'gallery.deletingMarked': deletingMarked,
  'gallery.filters': filters,
  'gallery.picking': picking,
  'gallery.calendar': calendar,
  'gallery.search': search,
  'gallery.albums': albums.albums,
  'gallery.album': albums.album,
  'gallery.naming': albums.naming,
  'gallery.dissolving': albums.dissolving,
  'gallery.adding': albums.adding,
  'gallery.trash': trash.trash,
  'gallery.purging': trash.purging,
  'gallery.emptying': trash.emptying,
  'gallery.statistics': statistics,
  'gallery.edits': edits.edits,
  'wizard.about': about,
  'wizard.consent': consent,
  'wizard.name': person.name,
  'wizard.who': person.who,
  'wizard.photos': photos,
  'wizard.viewer': viewer,
  'wizard.verdict': verdict,
  'wizard.price': price.price,
  'wizard.preset': price.preset,
  'wizard.short.telling': short,
  'wizard.outage': aside.outage,
  'wizard.startingOver': aside.startingOver,
  'avatars.card': avatar.card,
  'avatars.renaming': avatar.renaming,
  'avatars.deleting': avatarDeleting.deleting,
  'avatars.deletingSure': avatarDeleting.deletingSure,
  'balance.overview': balance.overview,
  'balance.operations': balance.operations,
  'balance.code': balance.code,
  'settings.overview': settings.overview,
  'settings.language': settings.language,
  'settings.shape': settings.shape,
  'settings.count': settings.count,
  'settings.look': settings.look,
  'settings.zone': settings.zone,
  'settings.data': settings.data,
  'settings.erase': settings.erase,
  'settings.eraseSure': settings.eraseSure,
  'help.overview': help.overview,
  'help.privacy': help.privacy,
  'help.support': help.support,
};

const noticeWords = (notice: Notice, t: Say): string =>
  inHtml(t)(`notice-${notice.key}`, notice.args);

/** The screen that the data's view is, with what just happened as its first line. */
export function render(data: ScreenData, t: Say): Screen {
  const screen = screens[data.view](data, t);
  const { notice } = data.context;
  if (!notice) return screen;
  return { ...screen, caption: paragraphs(noticeWords(notice, t), screen.caption) };
}

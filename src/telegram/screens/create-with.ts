import type { Say } from '../words.ts';
import { back, button, distinct, inRows, labelled, option, type Row, wayBack } from './buttons.ts';
import { cut, lines, paragraphs } from './captions.ts';
import { describe } from './create.ts';
import type { AvatarChoice, ScreenData } from './data.ts';
import type { Button, Screen } from './screen.ts';
import { withWords } from './who.ts';

/** With "by description alone" and a way back a keyboard holds so many avatars. */
const AVATARS_SHOWN = 5;
const NAME_CHARACTERS = 14;

/** A page of ready styles; an old button's page beyond the last is the first again. */
export function styles(data: ScreenData, t: Say): Screen {
  const { stylePages, context } = data;
  const wanted = context.place.at === 'styles' ? context.place.page : 0;
  const at = wanted < stylePages.length ? wanted : 0;
  const page = stylePages[at] ?? [];
  const next = (at + 1) % Math.max(1, stylePages.length);
  return {
    picture: { kind: 'styles', styles: page.map(({ id }) => id) },
    caption: paragraphs(
      t('styles-caption', { page: at + 1, pages: stylePages.length }),
      withWords(data, t),
      lines(
        ...page.map(({ titleKey }, n) => t('styles-line', { number: n + 1, style: t(titleKey) })),
      ),
      t('styles-hint'),
    ),
    keyboard: [
      ...inRows(
        page.map(({ id, titleKey }) => labelled(t(titleKey), { do: 'style', style: id })),
        2,
      ),
      [button(t, 'button-more-styles', { do: 'styles', page: next }), back(t)],
    ],
  };
}

/** The main one first, and the one that is chosen among those that there is room for. */
function offered(all: readonly AvatarChoice[], chosen: AvatarChoice | null) {
  const first = all.slice(0, AVATARS_SHOWN);
  const isThere = !chosen || first.some(({ avatarId }) => avatarId === chosen.avatarId);
  return isThere ? first : [...first.slice(0, -1), chosen];
}

/** Whom the picture shall show. */
export function avatar(data: ScreenData, t: Say): Screen {
  const { draft, readyAvatars } = data;
  if (!draft) return describe(data, t);
  const { id: draftId, avatar: chosen, avatarGone } = draft;
  const people = offered(readyAvatars, chosen).map(({ avatarId, name }): Button => {
    const press = { do: 'chooseAvatar', draftId, avatarId } as const;
    return option(t, cut(name, NAME_CHARACTERS), avatarId === chosen?.avatarId, press);
  });
  const nobody = option(t, t('pick-avatar-nobody'), chosen === null && !avatarGone, {
    do: 'chooseAvatar',
    draftId,
    avatarId: null,
  });
  const rows: readonly Row[] = inRows([...distinct(people, t), nobody], 2);
  return {
    picture: { kind: 'banner', scene: 'avatar', title: t('pick-avatar-title') },
    caption: paragraphs(t('pick-avatar-caption'), t('pick-avatar-hint')),
    keyboard: [...rows, wayBack(t)],
  };
}

import type { Say } from '../words.ts';
import { distinct, inRows, option, wayBack } from './buttons.ts';
import { cut } from './captions.ts';
import { describe } from './create.ts';
import type { ScreenData } from './data.ts';
import type { Screen } from './screen.ts';

/** With "by description alone" and a way back a keyboard holds so many avatars. */
const AVATARS_SHOWN = 5;
const NAME_CHARACTERS = 14;

/** Ready styles to choose from. */
export const styles = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'create', title: t('styles-title') },
  caption: t('styles-caption'),
  keyboard: [wayBack(t)],
});

/** Whom the picture shall show. */
export function avatar(data: ScreenData, t: Say): Screen {
  const { draft, readyAvatars } = data;
  if (!draft) return describe(data, t);
  const { id: draftId, avatar: chosen } = draft;
  const people = readyAvatars.slice(0, AVATARS_SHOWN).map(({ avatarId, name }) =>
    option(t, cut(name, NAME_CHARACTERS), avatarId === chosen?.avatarId, {
      do: 'chooseAvatar',
      draftId,
      avatarId,
    }),
  );
  const nobody = option(t, t('pick-avatar-nobody'), chosen === null, {
    do: 'chooseAvatar',
    draftId,
    avatarId: null,
  });
  return {
    picture: { kind: 'banner', scene: 'avatar', title: t('pick-avatar-title') },
    caption: t('pick-avatar-caption'),
    keyboard: [...inRows(distinct([...people, nobody], t), 2), wayBack(t)],
  };
}

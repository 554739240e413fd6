import { inHtml, type Say } from '../../words.ts';
import { button, type Row, wayBack } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { AvatarCard } from '../data.ts';
import { amountOf } from '../gallery/amounts.ts';
import { aboutAvatar, pictureOf } from './card.ts';

const captionOf = (key: string, { name }: AvatarCard, t: Say): string =>
  inHtml(t)(key, { name: name || t('avatar-unnamed') });

/** What becomes of its pictures is asked only where there are some. */
function choices({ avatarId, pictures }: AvatarCard, t: Say): readonly Row[] {
  const sure = (images: 'keep' | 'delete', key: string) =>
    button(t, key, { do: 'deleteAvatarSure', avatarId, images });
  return pictures.count === 0
    ? [[sure('keep', 'button-delete')]]
    : [[sure('keep', 'button-keep-pictures')], [sure('delete', 'button-delete-pictures')]];
}

/** The first step: what goes, what stays, and what shall become of its pictures. */
export const deleting = aboutAvatar((shown, _, t) => ({
  picture: pictureOf(shown, t),
  caption: paragraphs(
    captionOf('avatar-deleting-caption', shown, t),
    t('avatar-deleting-goes'),
    t('avatar-deleting-stays'),
    shown.pictures.count > 0 &&
      t('avatar-deleting-pictures', { pictures: amountOf(shown.pictures, t) }),
  ),
  keyboard: [...choices(shown, t), wayBack(t)],
}));

/** The second step: after it nothing comes back. */
export const deletingSure = aboutAvatar((shown, { context }, t) => {
  const { avatarId, pictures } = shown;
  const images = context.avatars.images ?? 'keep';
  return {
    picture: pictureOf(shown, t),
    caption: paragraphs(
      captionOf('avatar-deleting-sure', shown, t),
      pictures.count > 0 && t(`avatar-deleting-${images}`, { pictures: amountOf(pictures, t) }),
      t('avatar-deleting-hint'),
    ),
    keyboard: [
      wayBack(t),
      [button(t, 'button-delete-sure', { do: 'deleteAvatarYes', avatarId, images }, 'danger')],
    ],
  };
});

import { inHtml, type Say } from '../../words.ts';
import { back, button, counted, home, type Row, wayBack } from '../buttons.ts';
import { dayOf, lines, paragraphs } from '../captions.ts';
import type { AvatarCard, ScreenData } from '../data.ts';
import { firstPictureLine } from '../first-picture-words.ts';
import { amountOf, brief } from '../gallery/amounts.ts';
import type { Button, Picture, Screen } from '../screen.ts';
import { progressWords } from '../training-words.ts';

/** The photo that stands for it, else a banner with its name. */
export const pictureOf = ({ avatarId, hasPreview, name }: AvatarCard, t: Say): Picture =>
  hasPreview
    ? { kind: 'avatar', avatarId }
    : { kind: 'banner', scene: 'avatar', title: name || t('avatar-unnamed') };

/** There is none yet: what one is good for, and the way to it. */
const none = ({ avatarPrice, coins }: ScreenData, t: Say): Screen => ({
  picture: {
    kind: 'banner',
    scene: 'avatar',
    title: t('avatars-none-title'),
    subtitle: t('wizard-about-subtitle'),
  },
  caption: paragraphs(
    t('avatars-none-caption'),
    t('avatars-none-hint'),
    `${t('confirm-price', { coins: avatarPrice })} ${t('confirm-balance', { coins: coins.available })}`,
  ),
  keyboard: [
    [button(t, 'button-first-avatar', { do: 'wizard', avatarId: null }, 'primary')],
    wayBack(t),
  ],
});

/** A screen about one avatar. */
export const aboutAvatar =
  (show: (card: AvatarCard, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.avatars?.card ? show(data.avatars.card, data, t) : none(data, t);

const nameWords = (card: AvatarCard, t: Say): string =>
  card.name === '' ? t('avatar-caption-unnamed') : inHtml(t)('avatar-caption', { name: card.name });

function stateWords(card: AvatarCard, { language, timeZone }: ScreenData, t: Say): string {
  const { state, training, readyAt, createdAt } = card;
  if (state === 'ready')
    return t('avatar-ready-since', { date: dayOf(readyAt ?? createdAt, language, timeZone) });
  if (state === 'draft')
    return lines(
      t('avatar-begun', { date: dayOf(createdAt, language, timeZone) }),
      t('avatar-draft'),
    );
  return training ? progressWords(training, null, t) : t('avatar-in-training');
}

const factWords = ({ state, pictures, photos }: AvatarCard, t: Say): string =>
  lines(
    (state === 'ready' || pictures.count > 0) &&
      t('avatar-pictures', { pictures: amountOf(pictures, t) }),
    photos > 0 && t('avatar-photos', { n: photos }),
  );

/** What this state of it is for. */
function mainWays({ avatarId, state, pictures, training }: AvatarCard, t: Say): Row {
  if (state === 'draft') return [button(t, 'button-go-on', { do: 'wizard', avatarId }, 'primary')];
  if (state === 'ready')
    return [
      button(t, 'button-create', { do: 'createWith', avatarId }, 'primary'),
      counted(t, 'button-its-pictures', { n: brief(pictures, t) }, { do: 'openAvatar', avatarId }),
    ];
  return training?.mayCancel
    ? [
        button(t, 'button-cancel-training', {
          do: 'cancelTraining',
          trainingId: training.trainingId,
        }),
      ]
    : [];
}

/** Another is begun from the main one's card; a ready one that is not main can become it. */
function otherWays({ avatarId, state, isMain }: AvatarCard, t: Say): Row {
  const rename = button(t, 'button-rename', { do: 'renameAvatar', avatarId });
  if (state === 'draft') return [rename];
  const first =
    state === 'ready' && !isMain
      ? button(t, 'button-make-main', { do: 'makeMain', avatarId })
      : button(t, 'button-new-avatar', { do: 'wizard', avatarId: null });
  return [first, rename];
}

/** Towards the others, if there are any. */
function arrows({ newerId, olderId }: AvatarCard, t: Say): readonly Button[] {
  const to = (key: string, avatarId: string | null): readonly Button[] =>
    avatarId === null ? [] : [button(t, key, { do: 'avatars', avatarId })];
  return [...to('button-left', newerId), ...to('button-right', olderId)];
}

/** One that is being trained stays until that is over. */
const lastRow = ({ avatarId, state }: AvatarCard, t: Say): Row => [
  back(t),
  state === 'training' ? home(t) : button(t, 'button-delete', { do: 'deleteAvatar', avatarId }),
];

/** One of my avatars, and what can be done with it. */
export const card = aboutAvatar((shown, data, t) => {
  const rows = [mainWays(shown, t), otherWays(shown, t), arrows(shown, t), lastRow(shown, t)];
  return {
    picture: pictureOf(shown, t),
    caption: paragraphs(
      lines(
        nameWords(shown, t),
        shown.isMain && t('avatar-main'),
        shown.total > 1 && t('avatar-place', { index: shown.index, total: shown.total }),
      ),
      stateWords(shown, data, t),
      lines(factWords(shown, t), firstPictureLine(shown.firstPicture, t)),
      shown.state === 'ready' && t('avatar-hint'),
    ),
    keyboard: rows.filter((row) => row.length > 0),
  };
});

/** Waits for another name. */
export const renaming = aboutAvatar((shown, _, t) => ({
  picture: pictureOf(shown, t),
  caption: paragraphs(
    shown.name === ''
      ? t('wizard-name-caption')
      : inHtml(t)('avatar-renaming-caption', { name: shown.name }),
    t('wizard-name-hint'),
  ),
  keyboard: [wayBack(t)],
}));

import type { Say } from '../words.ts';
import { button, counted, home, type Row } from './buttons.ts';
import { affordable, lines, paragraphs } from './captions.ts';
import type { ScreenData } from './data.ts';
import { brief } from './gallery/amounts.ts';
import type { Screen } from './screen.ts';

function balanceWords({ coins: { available }, unitPrice }: ScreenData, t: Say): string {
  const pictures = affordable(available, unitPrice);
  return pictures > 0
    ? t('home-caption-enough', { coins: available, pictures })
    : t('home-caption', { coins: available });
}

/** Only for who has an avatar that can be used. */
const withMe = ({ readyAvatars }: ScreenData, t: Say): readonly Row[] =>
  readyAvatars.length > 0
    ? [[button(t, 'button-with-me', { do: 'createWith', avatarId: null })]]
    : [];

export function menu(data: ScreenData, t: Say): Screen {
  const { coins, pictures, running } = data;
  return {
    picture: { kind: 'banner', scene: 'home', title: t('home-title') },
    caption: paragraphs(
      lines(balanceWords(data, t), coins.held > 0 && t('home-held', { coins: coins.held })),
      running > 0 && t('home-running', { orders: running }),
      t('home-hint'),
    ),
    keyboard: [
      [button(t, 'button-create', { do: 'create' }, 'primary')],
      ...withMe(data, t),
      [
        counted(t, 'button-gallery', { pictures: brief(pictures, t) }, { do: 'gallery' }),
        counted(t, 'button-balance', { coins: coins.available }, { do: 'balance' }),
      ],
      [
        button(t, 'button-avatars', { do: 'avatars', avatarId: null }),
        button(t, 'button-settings', { do: 'settings' }),
        button(t, 'button-help', { do: 'help' }),
      ],
    ],
  };
}

/** What the newcomer has; somebody who had the gift before has none. */
function gift({ coins: { available: coins }, unitPrice }: ScreenData, t: Say): string | null {
  if (coins <= 0) return null;
  const pictures = affordable(coins, unitPrice);
  return pictures > 0 ? t('welcome-gift', { coins, pictures }) : t('welcome-gift-coins', { coins });
}

/** The first greeting of all. */
export function welcome(data: ScreenData, t: Say): Screen {
  return {
    picture: { kind: 'banner', scene: 'welcome', title: t('welcome-title') },
    caption: paragraphs(t('welcome-caption'), gift(data, t), t('welcome-hint')),
    keyboard: [
      [button(t, 'button-create', { do: 'create' }, 'primary')],
      [button(t, 'button-help', { do: 'help' }), home(t)],
    ],
  };
}

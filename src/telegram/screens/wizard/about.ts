import type { Say } from '../../words.ts';
import { button, wayBack } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';

/** The price, the balance, and what whoever lacks coins should know at this step. */
export function priceWords(
  price: number,
  { coins: { available } }: Pick<ScreenData, 'coins'>,
  lackingKey: 'wizard-lacking' | 'price-lacking',
  t: Say,
): string {
  const lacking = price - available;
  return lines(
    `${t('confirm-price', { coins: price })} ${t('confirm-balance', { coins: available })}`,
    lacking > 0 && t(lackingKey, { coins: lacking }),
  );
}

/** What an avatar is, what it costs, and what is to be done for it. */
export const about = (data: ScreenData, t: Say): Screen => {
  const usual = data.avatars?.presets.find(({ isUsual }) => isUsual);
  return {
    picture: {
      kind: 'banner',
      scene: 'avatar',
      title: t('wizard-about-title'),
      subtitle: t('wizard-about-subtitle'),
    },
    caption: paragraphs(
      data.outage && t('wizard-outage-warning'),
      t('wizard-about-caption'),
      lines(t('wizard-about-steps'), usual && t('wizard-about-time', { minutes: usual.minutes })),
      priceWords(data.avatarPrice, data, 'wizard-lacking', t),
      t('wizard-about-gift'),
    ),
    keyboard: [[button(t, 'button-wizard-on', { do: 'wizardOn' }, 'primary')], wayBack(t)],
  };
};

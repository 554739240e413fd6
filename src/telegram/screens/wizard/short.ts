import { inHtml, type Say } from '../../words.ts';
import { button, fitting, labelled, type Row } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { ScreenData, WizardView } from '../data.ts';
import type { Screen } from '../screen.ts';
import { priceWords } from './about.ts';
import { trainButton } from './price.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** So many cheaper ways fit into a row. */
const CHEAPER_SHOWN = 2;

const cheaper = ({ preset }: WizardView, { avatars, coins }: ScreenData, t: Say): Row =>
  (avatars?.presets ?? [])
    .filter(({ price }) => price < preset.price && price <= coins.available)
    .slice(-CHEAPER_SHOWN)
    .map(({ id, titleKey, price }) => {
      const title = t(titleKey);
      const priced = t('button-cheaper', { look: title, coins: price });
      return labelled(fitting([priced, title]), { do: 'preset', preset: id });
    });

/** Coins are missing: all that was prepared stays. */
function lacking(wizard: WizardView, data: ScreenData, t: Say): Screen {
  const { coins, canAskForCoins, supportContact } = data;
  const offered = cheaper(wizard, data, t);
  return {
    picture: { kind: 'banner', scene: 'balance', title: t('short-title') },
    caption: paragraphs(
      t('short-caption', { needs: wizard.preset.price, has: coins.available }),
      lines(
        offered.length > 0 && t('short-affordable'),
        t('short-code'),
        canAskForCoins && t('short-ask'),
        supportContact && inHtml(t)('support-line', { contact: supportContact }),
      ),
      t('wizard-short-kept'),
    ),
    keyboard: [
      ...(offered.length > 0 ? [offered] : []),
      [
        button(t, 'button-code', { do: 'enterCode' }),
        ...(canAskForCoins ? [button(t, 'button-ask', { do: 'askForCoins' })] : []),
      ],
      wayOut(t),
    ],
  };
}

/** The coins have come while the person was reading that they lack. */
const enough = (wizard: WizardView, data: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'balance', title: t('price-title') },
  caption: paragraphs(t('short-enough'), priceWords(wizard.preset.price, data, 'price-lacking', t)),
  keyboard: [[trainButton(wizard, t)], wayOut(t)],
});

export const short = aboutDraft((wizard, data, t) =>
  data.coins.available >= wizard.preset.price ? enough(wizard, data, t) : lacking(wizard, data, t),
);

import { inHtml, type Say } from '../../words.ts';
import { button, fitting, inRows, labelled, option, type Row } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { TrainingPreset, WizardView } from '../data.ts';
import type { Button } from '../screen.ts';
import { reasonOfTraining } from '../training-reasons.ts';
import { priceWords } from './about.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** The only button that pays for a training: it names the price. */
export function trainButton({ draftId, n, preset: { price } }: WizardView, t: Say): Button {
  const wordings = ['button-make', 'button-make-short', 'button-make-bare'];
  const label = fitting(wordings.map((key) => t(key, { coins: price })));
  return labelled(label, { do: 'train', avatarId: draftId, n, price }, 'primary');
}

const presetWords = ({ titleKey, minutes }: TrainingPreset, t: Say): string =>
  t('price-preset', { preset: t(titleKey), minutes });

const choices = ({ preset, keepPhotos }: WizardView, t: Say): Row => [
  labelled(t('button-preset', { preset: t(preset.titleKey) }), { do: 'pickPreset' }),
  option(t, t('button-keep-photos'), keepPhotos, { do: 'keepPhotos', kept: !keepPhotos }),
];

/** What will be made of what, and the one button that spends. */
export const price = aboutDraft((wizard, data, t) => {
  const { name, usable, preset, keepPhotos, failure } = wizard;
  return {
    picture: { kind: 'banner', scene: 'avatar', title: t('price-title') },
    caption: paragraphs(
      data.outage && t('wizard-outage-warning'),
      failure !== null && t('price-failed', { reason: t(reasonOfTraining(failure)) }),
      lines(
        inHtml(t)('price-caption', { name }),
        t('price-photos', { photos: usable }),
        presetWords(preset, t),
      ),
      priceWords(preset.price, data, 'price-lacking', t),
      lines(t(keepPhotos ? 'price-kept' : 'price-erased'), t('price-back')),
    ),
    keyboard: [
      [trainButton(wizard, t)],
      choices(wizard, t),
      [button(t, 'button-start-over', { do: 'startOver' })],
      wayOut(t),
    ],
  };
});

/** With a way back a keyboard holds so many. */
const PRESETS_SHOWN = 6;

/** How thoroughly: each with its time and its price. */
export const preset = aboutDraft(({ preset: { id: chosen } }, { avatars }, t) => {
  const shown = (avatars?.presets ?? []).slice(0, PRESETS_SHOWN);
  return {
    picture: { kind: 'banner', scene: 'avatar', title: t('preset-title') },
    caption: paragraphs(
      t('preset-caption'),
      lines(
        ...shown.map(({ titleKey, hintKey, price: coins, minutes }) =>
          t('preset-line', {
            preset: t(titleKey),
            hint: t(hintKey),
            coins,
            minutes,
          }),
        ),
      ),
      t('preset-hint'),
    ),
    keyboard: [
      ...inRows(
        shown.map(({ id, titleKey }) =>
          option(t, t(titleKey), id === chosen, { do: 'preset', preset: id }),
        ),
        2,
      ),
      wayOut(t),
    ],
  };
});

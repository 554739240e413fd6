import type { Say } from '../../words.ts';
import { button, labelled, type Row } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { WizardView } from '../data.ts';
import type { Picture } from '../screen.ts';
import { shownPhotos, undecided } from './photo-words.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** How many photos there are, written on the banner. */
export const photosBanner = (wizard: WizardView, title: string, t: Say): Picture => ({
  kind: 'banner',
  scene: 'photos',
  title,
  subtitle: t('wizard-photos-subtitle', { n: shownPhotos(wizard).length, most: wizard.most }),
});

const firstWords = ({ least, most }: WizardView, t: Say): string =>
  paragraphs(
    t('wizard-photos-ask', { least, most }),
    t('wizard-photos-tips'),
    t('wizard-photos-together'),
  );

const counts = (wizard: WizardView, t: Say): string => {
  const { usable, pending, photos, most } = wizard;
  const refused = photos.length - shownPhotos(wizard).length;
  const doubtful = undecided(wizard);
  return lines(
    t('wizard-photos-caption', { n: shownPhotos(wizard).length, most }),
    t('wizard-photos-usable', { n: usable }),
    doubtful > 0 && t('wizard-photos-doubtful', { n: doubtful }),
    pending > 0 && t('wizard-photos-pending', { n: pending }),
    refused > 0 && t('wizard-photos-refused', { n: refused }),
  );
};

/** What would make it better now. */
function advice(wizard: WizardView, t: Say): string {
  const { usable, pending, least, most } = wizard;
  if (shownPhotos(wizard).length >= most) return t('wizard-photos-full', { most });
  if (usable >= least) return t('wizard-photos-enough');
  if (usable + pending >= least) return t('wizard-photos-looking');
  return t('wizard-photos-more', { photos: least - usable });
}

/** On, and to the photos, as soon as there are any. */
function ways(wizard: WizardView, t: Say): readonly Row[] {
  const n = shownPhotos(wizard).length;
  const startOver = button(t, 'button-start-over', { do: 'startOver' });
  if (n === 0) return [[startOver]];
  const isEnough = wizard.usable >= wizard.least;
  return [
    [button(t, 'button-photos-done', { do: 'photosDone' }, isEnough ? 'primary' : undefined)],
    [labelled(t('button-view-photos', { n }), { do: 'viewPhotos', photoId: null }), startOver],
  ];
}

/** Takes photos: how many there are, how many are good, what is missing. */
export const photos = aboutDraft((wizard, _, t) => ({
  picture: photosBanner(wizard, t('wizard-photos-title'), t),
  caption:
    wizard.photos.length === 0
      ? firstWords(wizard, t)
      : paragraphs(counts(wizard, t), advice(wizard, t)),
  keyboard: [...ways(wizard, t), wayOut(t)],
}));

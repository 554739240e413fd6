import type { Say } from '../../words.ts';
import { button, type Row } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { PhotoView, ScreenData, WizardView } from '../data.ts';
import type { Button, Screen } from '../screen.ts';
import { issueWords, shownPhotos } from './photo-words.ts';
import { photos, photosBanner } from './photos.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** The verdict on one photo, in words. */
function verdictWords({ state, issues, kept }: PhotoView, t: Say): string {
  if (state === 'received') return t('viewer-received');
  if (state === 'good') return t('viewer-good');
  return paragraphs(
    lines(t('viewer-doubtful'), issueWords(issues, t)),
    t(kept ? 'viewer-kept' : 'viewer-choose'),
  );
}

/** From the last one on to the first, so that an arrow always leads somewhere. */
function arrows(all: readonly PhotoView[], at: number, t: Say): readonly Row[] {
  const before = all.at(at - 1);
  const after = all[(at + 1) % all.length];
  if (!before || !after || all.length < 2) return [];
  return [
    [
      button(t, 'button-left', { do: 'viewPhotos', photoId: before.photoId }),
      button(t, 'button-right', { do: 'viewPhotos', photoId: after.photoId }),
    ],
  ];
}

const keep = ({ photoId, state, kept }: PhotoView, t: Say): readonly Button[] =>
  state === 'doubtful'
    ? [
        button(t, kept ? 'button-leave-photo' : 'button-keep-photo', {
          do: 'keepPhoto',
          photoId,
          kept: !kept,
        }),
      ]
    : [];

function onePhoto(all: readonly PhotoView[], at: number, wizard: WizardView, t: Say): Screen {
  const photo = all[at];
  if (!photo) throw new RangeError(`No photo at ${at}`);
  const { photoId, state } = photo;
  // The one that takes its place, or the new last one.
  const nextId = (all[at + 1] ?? all[at - 1])?.photoId ?? null;
  return {
    picture:
      state === 'received'
        ? photosBanner(wizard, t('viewer-received-title'), t)
        : { kind: 'photo', photoId },
    caption: paragraphs(
      t('viewer-caption', { index: at + 1, total: all.length }),
      verdictWords(photo, t),
    ),
    keyboard: [
      ...arrows(all, at, t),
      [...keep(photo, t), button(t, 'button-remove-photo', { do: 'removePhoto', photoId, nextId })],
      wayOut(t),
    ],
  };
}

/** Where the photo stands that the person looks at; one that is gone gives way to the first. */
const placeOf = (all: readonly PhotoView[], { context }: ScreenData): number =>
  Math.max(
    0,
    all.findIndex(({ photoId }) => photoId === context.avatars.photoId),
  );

/** The photos one by one, with what was found. */
export const viewer = aboutDraft((wizard, data, t) => {
  const all = shownPhotos(wizard);
  return all.length === 0 ? photos(data, t) : onePhoto(all, placeOf(all, data), wizard, t);
});

import { avatarAt, countPhotos, lastTraining, readyAvatarsOf } from '../../../db/avatar-cards.ts';
import { isUsable, LEAST_PHOTOS, MOST_PHOTOS, photosOf } from '../../../db/avatar-photos.ts';
import { avatarOf } from '../../../db/avatars.ts';
import { firstPictureOf } from '../../../db/first-pictures.ts';
import { countUpTo, MOST_COUNTED } from '../../../db/gallery.ts';
import { issuesOf } from '../../../db/judge-photos.ts';
import type { Handle } from '../../../db/open.ts';
import type { Avatar, AvatarPhoto, Person, Training } from '../../../db/schema.ts';
import type { ChatContext, Who } from '../../../machines/chat/types.ts';
import type { View } from '../../../machines/chat/views.ts';
import { findPreset, presetPrice, TRAINING_PRESETS } from '../../fal/training-presets.ts';
import type {
  AvatarCard,
  AvatarChoice,
  AvatarsData,
  PhotoView,
  TrainingPreset,
  WizardView,
} from '../../telegram/screens/data.ts';
import { type TypicalNeeds, trainingProgress, typicalSeconds } from '../training/progress.ts';

export interface LoadAvatarsNeeds extends TypicalNeeds {
  readonly now: () => number;
  /** Coins for an avatar, from which each preset's price follows. */
  readonly avatarPrice: number;
  /** The id of the preset of those who never chose. */
  readonly trainingPreset: string;
}

export type LoadAvatars = (
  person: Person,
  view: View,
  context: ChatContext,
) => Promise<AvatarsData | null>;

/** The views that tell how long a training takes. */
const TIMED: ReadonlySet<View> = new Set([
  'wizard.about',
  'wizard.price',
  'wizard.preset',
  'wizard.short.telling',
]);

const noPresets: readonly TrainingPreset[] = [];

const toPhoto = ({ id, state, kept, ...row }: AvatarPhoto): PhotoView => ({
  photoId: id,
  state,
  issues: issuesOf(row),
  kept: kept === 1,
});

const isAlike = (photo: AvatarPhoto): boolean =>
  photo.state !== 'refused' && issuesOf(photo).includes('alike');

/** Guarantee: only the wizard writes it, from its two answers. */
const whoOf = ({ who }: Avatar) => who as Who | null;

/** Who cancelled knows why it did not succeed. */
const failureOf = (last: Training | undefined): string | null =>
  last?.end_state === 'failed' || last?.end_state === 'timed_out'
    ? (last.error_code ?? last.end_state)
    : null;

/** Coins for an avatar of the configured preset. */
export function configuredPrice({
  avatarPrice,
  trainingPreset,
}: Pick<LoadAvatarsNeeds, 'avatarPrice' | 'trainingPreset'>): number {
  const preset = findPreset(trainingPreset);
  return preset ? presetPrice(preset, avatarPrice) : avatarPrice;
}

/** Loads what the screens about avatars show; null for any other view. */
export function createLoadAvatars(needs: LoadAvatarsNeeds): LoadAvatars {
  const { db, now, avatarPrice, trainingPreset } = needs;

  const presetsFor = (view: View): Promise<readonly TrainingPreset[]> =>
    Promise.all(
      TRAINING_PRESETS.map(async (preset) => {
        const { id, titleKey, hintKey, typicalMinutes } = preset;
        const minutes = TIMED.has(view)
          ? Math.ceil((await typicalSeconds(needs, id)) / 60)
          : typicalMinutes;
        const price = presetPrice(preset, avatarPrice);
        return { id, titleKey, hintKey, price, minutes, isUsual: id === trainingPreset };
      }),
    );

  const presetOf = (avatar: Avatar, presets: readonly TrainingPreset[]): TrainingPreset => {
    const named = (wanted: string | null) => presets.find(({ id }) => id === wanted);
    const preset = named(avatar.preset) ?? named(trainingPreset) ?? presets[0];
    if (!preset) throw new Error('There is no training preset');
    return preset;
  };

  const loadWizard = async (
    person: Person,
    presets: readonly TrainingPreset[],
    { avatars: { draftId } }: ChatContext,
  ): Promise<WizardView | null> => {
    const avatar = draftId === null ? undefined : await avatarOf(db, person.id, draftId);
    if (avatar?.state !== 'draft') return null;
    const photos = await photosOf(db, avatar.id);
    const last = await lastTraining(db, avatar.id);
    return {
      draftId: avatar.id,
      name: avatar.name,
      who: whoOf(avatar),
      photos: photos.map(toPhoto),
      usable: photos.filter(isUsable).length,
      pending: photos.filter(({ state }) => state === 'received').length,
      alike: photos.filter(isAlike).length,
      least: LEAST_PHOTOS,
      most: MOST_PHOTOS,
      preset: presetOf(avatar, presets),
      keepPhotos: avatar.keep_photos === 1,
      n: (last?.n ?? 0) + 1,
      failure: failureOf(last),
    };
  };

  const loadTraining = async (avatar: Avatar): Promise<AvatarCard['training']> => {
    const training = avatar.state === 'training' ? await lastTraining(db, avatar.id) : undefined;
    if (!training) return null;
    const { canCancel: mayCancel, ...progress } = await trainingProgress(needs, training, now());
    return { trainingId: training.id, ...progress, mayCancel };
  };

  /** Pictures that were made since make up for one that was not. */
  const loadFirstPicture = async (
    avatar: Avatar,
    pictures: number,
  ): Promise<AvatarCard['firstPicture']> => {
    if (avatar.state !== 'ready' || pictures > 0) return null;
    const training = await lastTraining(db, avatar.id);
    if (!training) return null;
    const { state, tries } = await firstPictureOf(db, training.id, now());
    if (state === 'given' || tries === 0) return null;
    return state === 'owed' ? 'again' : 'given-up';
  };

  const loadCard = async (person: Person, { place }: ChatContext): Promise<AvatarCard | null> => {
    const wanted = place.at === 'avatars' ? place.avatarId : null;
    const found = await avatarAt(db, person.id, wanted, person.main_avatar_id);
    if (!found) return null;
    const { avatar, ...around } = found;
    // Guarantee: rows of deleted avatars are not asked for.
    const state = avatar.state as AvatarCard['state'];
    const pictures = await countUpTo(db, person.id, { avatarId: avatar.id }, MOST_COUNTED);
    return {
      avatarId: avatar.id,
      name: avatar.name,
      state,
      isMain: state === 'ready' && avatar.id === person.main_avatar_id,
      hasPreview: avatar.preview_key !== null,
      createdAt: avatar.created_at,
      readyAt: avatar.ready_at,
      pictures,
      photos: await countPhotos(db, avatar.id),
      training: await loadTraining(avatar),
      firstPicture: await loadFirstPicture(avatar, pictures.count),
      ...around,
    };
  };

  return async (person, view, context) => {
    if (view.startsWith('avatars.'))
      return { presets: noPresets, wizard: null, card: await loadCard(person, context) };
    if (!view.startsWith('wizard.')) return null;
    const presets = await presetsFor(view);
    return { presets, wizard: await loadWizard(person, presets, context), card: null };
  };
}

/** Whom "with me" may show, the main one first. */
export async function readyAvatars(db: Handle, person: Person): Promise<readonly AvatarChoice[]> {
  const { id: personId, main_avatar_id: mainId } = person;
  const ready = await readyAvatarsOf(db, personId, mainId);
  return ready.map(({ id, name }) => ({ avatarId: id, name, isMain: id === mainId }));
}

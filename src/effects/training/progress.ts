import { lastAttempt } from '../../../db/avatar-cards.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Training } from '../../../db/schema.ts';
import { medianTrainingSeconds } from '../../../db/trainings.ts';
import {
  findPreset,
  TRAINING_PRESETS,
  type TrainingPresetFacts,
  USUAL_PRESET,
} from '../../fal/training-presets.ts';
import type { AvatarCard } from '../../telegram/screens/data.ts';

type Shown = Omit<NonNullable<AvatarCard['training']>, 'trainingId' | 'mayCancel'>;

/** How a training under way is getting on; `percent` and `minutesLeft` only while FAL trains. */
export interface TrainingProgress extends Shown {
  readonly canCancel: boolean;
}

type Stage = TrainingProgress['stage'];

const CANCELLABLE: readonly Stage[] = ['packing', 'waiting', 'sending', 'queued'];

/** A guess says "done" only of what is done. */
const MOST_PERCENT = 95;

const SECONDS_A_MINUTE = 60;

/** Where a training stands, from its rows. */
function stageOf(training: Training, attempt: Attempt | undefined): Stage {
  if (training.stored_at !== null) return 'storing';
  if (training.admitted_at === null) return training.archive_url === null ? 'packing' : 'waiting';
  if (!attempt || attempt.state === 'posting' || attempt.state === 'refused') return 'sending';
  if (attempt.finished_at !== null) return 'storing';
  return attempt.started_at === null ? 'queued' : 'training';
}

export interface TypicalNeeds {
  readonly db: Handle;
  /** Where none was made yet: a guess in seconds for every preset, in place of its own. */
  readonly trainingSeconds?: number | undefined;
}

const presetOf = (presetId: string): TrainingPresetFacts => findPreset(presetId) ?? USUAL_PRESET;

/** How many times as long as the other a preset usually takes. */
const ratioOf = (preset: TrainingPresetFacts, other: TrainingPresetFacts): number =>
  preset.typicalMinutes / other.typicalMinutes;

/** The other presets, the one that takes most alike first. */
const alikeTo = (preset: TrainingPresetFacts): readonly TrainingPresetFacts[] => {
  const distance = (other: TrainingPresetFacts) => Math.abs(Math.log(ratioOf(preset, other)));
  return TRAINING_PRESETS.filter(({ id }) => id !== preset.id).toSorted(
    (one, other) => distance(one) - distance(other),
  );
};

/** What trainings of another preset teach about this one; null: there were none. */
async function scaledSeconds(db: Handle, preset: TrainingPresetFacts): Promise<number | null> {
  for (const other of alikeTo(preset)) {
    const seconds = await medianTrainingSeconds(db, other.id);
    if (seconds !== null) return seconds * ratioOf(preset, other);
  }
  return null;
}

/** How long a training of this preset takes, in seconds: as those before it did, else a guess. */
export async function typicalSeconds(
  { db, trainingSeconds }: TypicalNeeds,
  presetId: string,
): Promise<number> {
  const preset = presetOf(presetId);
  return (
    (await medianTrainingSeconds(db, presetId)) ??
    trainingSeconds ??
    (await scaledSeconds(db, preset)) ??
    preset.typicalMinutes * SECONDS_A_MINUTE
  );
}

/** Told by the time since FAL took it, against the median of those before. */
export async function trainingProgress(
  needs: TypicalNeeds,
  training: Training,
  now: number,
): Promise<TrainingProgress> {
  const stage = stageOf(training, await lastAttempt(needs.db, training.id));
  const canCancel = CANCELLABLE.includes(stage);
  if (stage !== 'training' || training.admitted_at === null)
    return { stage, percent: null, minutesLeft: null, canCancel };
  const typical = await typicalSeconds(needs, training.preset);
  const elapsed = Math.max(0, (now - training.admitted_at) / 1000);
  const left = Math.max(0, typical - elapsed);
  return {
    stage,
    percent: Math.min(MOST_PERCENT, Math.floor((100 * elapsed) / typical)),
    minutesLeft: Math.ceil(left / SECONDS_A_MINUTE),
    canCancel,
  };
}

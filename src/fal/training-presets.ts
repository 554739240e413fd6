/**
 * How an avatar may be trained, as data. FAL takes its money by the step (about $0.0024, at least
 * 1000 steps; a snapshot), so the presets differ in price as they differ in steps.
 */
export interface TrainingPresetFacts {
  /** Part of callback data. Never given to another preset. */
  readonly id: 'fast' | 'balanced' | 'quality';
  readonly titleKey: `preset-${string}`;
  readonly hintKey: `preset-${string}-hint`;
  readonly steps: number;
  readonly learningRate: number;
  /** Whether the trainer shall look at the person alone, without what is around them. */
  readonly masks: boolean;
  /** Of AVATAR_PRICE. */
  readonly priceFactor: number;
  /** An estimate, until past trainings say better. */
  readonly typicalMinutes: number;
  /** How pictures are made with weights that were trained so. */
  readonly inference: {
    readonly scale: number;
    readonly steps: number;
    readonly guidance: number;
  };
}

/** The trainer of FAL that knows portraits: it crops to the person by itself. */
export const TRAINER_ENDPOINT = 'fal-ai/flux-lora-portrait-trainer';

const inference = { scale: 1.15, steps: 28, guidance: 3.5 } as const;

/** Stands in for one that is not in the catalogue. */
export const USUAL_PRESET: TrainingPresetFacts = {
  id: 'balanced',
  titleKey: 'preset-balanced',
  hintKey: 'preset-balanced-hint',
  steps: 2500,
  learningRate: 0.00009,
  masks: true,
  priceFactor: 1,
  typicalMinutes: 20,
  inference,
};

export const TRAINING_PRESETS: readonly TrainingPresetFacts[] = [
  {
    id: 'fast',
    titleKey: 'preset-fast',
    hintKey: 'preset-fast-hint',
    steps: 1500,
    learningRate: 0.00012,
    masks: false,
    priceFactor: 0.7,
    typicalMinutes: 12,
    inference,
  },
  USUAL_PRESET,
  {
    id: 'quality',
    titleKey: 'preset-quality',
    hintKey: 'preset-quality-hint',
    steps: 4000,
    learningRate: 0.00007,
    masks: true,
    priceFactor: 1.6,
    typicalMinutes: 32,
    inference,
  },
];

export const findPreset = (id: string): TrainingPresetFacts | undefined =>
  TRAINING_PRESETS.find((preset) => preset.id === id);

/** Coins are told in fives, so that a price is easy to remember. */
const ROUND_TO = 5;

/** Whole coins. AVATAR_PRICE itself is never rounded. */
export function presetPrice({ priceFactor }: TrainingPresetFacts, avatarPrice: number): number {
  const exact = avatarPrice * priceFactor;
  if (priceFactor === 1 || exact < ROUND_TO) return Math.ceil(exact);
  return Math.round(exact / ROUND_TO) * ROUND_TO;
}

export interface TrainingInput {
  /** Where FAL reads the zip of the photos. */
  readonly archiveUrl: string;
  readonly triggerPhrase: string;
  readonly preset: TrainingPresetFacts;
}

/** The body of a submit to `TRAINER_ENDPOINT`; nothing beyond what it takes. */
export const trainingInput = ({ archiveUrl, triggerPhrase, preset }: TrainingInput) => ({
  images_data_url: archiveUrl,
  trigger_phrase: triggerPhrase,
  steps: preset.steps,
  learning_rate: preset.learningRate,
  multiresolution_training: true,
  subject_crop: true,
  create_masks: preset.masks,
});

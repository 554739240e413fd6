import { createTrainingDoers, type TrainingDoers } from '../../effects/training/doers.ts';
import { TRAINER_ENDPOINT } from '../../fal/training-presets.ts';
import { avatarMoved } from './avatar-moved.ts';
import type { Parts } from './parts.ts';

export function wireTrainingDoers(parts: Parts): TrainingDoers {
  const { config, falSide, pace, trainings, services, shell } = parts;
  const { outages } = services;
  return createTrainingDoers({
    ...services,
    sendUp: falSide.files,
    webhookUrl: falSide.webhookUrl,
    pace,
    startWithinSeconds: Math.floor(config.trainingDeadlineMs / 1000),
    onStarted: async (id, attempt) => void (await trainings.tell(id, { type: 'started', attempt })),
    onMoved: avatarMoved(shell),
    onRefused: (error) => outages.blame(error, TRAINER_ENDPOINT),
    onAccepted: () => outages.clear(),
  });
}

import { placeInLine } from '../../../db/admission.ts';
import { avatarById } from '../../../db/avatars.ts';
import type { Handle } from '../../../db/open.ts';
import { openTrainings, trainingById } from '../../../db/trainings.ts';
import { trainingCard } from '../../telegram/screens/training-messages.ts';
import { type Cards, type CardsNeeds, createJobCards } from '../job-cards.ts';
import { trainingProgress } from './progress.ts';

/** The cards of trainings. */
export const createTrainingCards = ({
  db,
  ...needs
}: CardsNeeds & { readonly db: Handle }): Cards =>
  createJobCards(needs, {
    name: 'training-cards',
    byId: (id) => trainingById(db, id),
    allOpen: () => openTrainings(db),
    load: async (training) => {
      const { id, avatar_id, created_at } = training;
      const now = needs.now();
      const progress = await trainingProgress(db, training, now);
      const card = {
        ...progress,
        trainingId: id,
        avatarName: (await avatarById(db, avatar_id))?.name ?? '',
        place: progress.stage === 'waiting' ? await placeInLine(db, id) : null,
        seconds: (now - created_at) / 1000,
      };
      return (t) => trainingCard(card, t);
    },
  });

import { placeInLine } from '../../../db/admission.ts';
import { avatarById } from '../../../db/avatars.ts';
import { openTrainings, trainingById } from '../../../db/trainings.ts';
import { trainingCard } from '../../telegram/screens/training-messages.ts';
import { type Cards, type CardsNeeds, createJobCards } from '../job-cards.ts';
import { type TypicalNeeds, trainingProgress } from './progress.ts';

/** The cards of trainings. */
export const createTrainingCards = ({
  db,
  trainingSeconds,
  ...needs
}: CardsNeeds & TypicalNeeds): Cards =>
  createJobCards(needs, {
    name: 'training-cards',
    byId: (id) => trainingById(db, id),
    allOpen: () => openTrainings(db),
    load: async (training) => {
      const { id, avatar_id, created_at } = training;
      const now = needs.now();
      const progress = await trainingProgress({ db, trainingSeconds }, training, now);
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

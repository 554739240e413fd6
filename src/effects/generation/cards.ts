import { allOpen, generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import { jobCard } from '../../telegram/screens/messages.ts';
import { type Cards, type CardsNeeds, createJobCards } from '../job-cards.ts';
import { loadCard } from './load-card.ts';

export type { Cards };

/** The cards of orders of pictures. */
export const createCards = ({ db, ...needs }: CardsNeeds & { readonly db: Handle }): Cards =>
  createJobCards(needs, {
    name: 'cards',
    byId: (id) => generationById(db, id),
    allOpen: () => allOpen(db),
    load: async (generation) => {
      const told = await loadCard(db, generation, needs.now());
      return (t) => jobCard(told, t);
    },
  });

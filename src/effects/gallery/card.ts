import { albumTitlesOf } from '../../../db/albums.ts';
import { attemptsOf } from '../../../db/attempts.ts';
import { avatarOf } from '../../../db/avatars.ts';
import { cardAt } from '../../../db/gallery.ts';
import { generationById } from '../../../db/generations.ts';
import { imageOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation, Image } from '../../../db/schema.ts';
import type { Kind } from '../../../machines/chat/gallery/filter.ts';
import type { EditKind, Shape } from '../../../machines/chat/types.ts';
import type { Card, Details } from '../../telegram/screens/data.ts';
import { picturesOf } from '../generation/fal-answer.ts';
import { lookTitle } from '../looks.ts';
import { queryOf, type Sight } from './sight.ts';

export interface LoadedCard {
  readonly card: Card;
  readonly image: Image;
}

export const kindOf = ({ avatar_id }: Pick<Image, 'avatar_id'>): Kind =>
  avatar_id === null ? 'described' : 'avatar';

/** The image, or the one that stands in for it, with its neighbours; null: nothing is shown. */
export async function loadCard(sight: Sight, imageId: string | null): Promise<LoadedCard | null> {
  const found = await cardAt(sight.db, sight.personId, queryOf(sight), imageId);
  if (!found) return null;
  const { image, generation, index, total, newerId, olderId } = found;
  const card: Card = {
    imageId: image.id,
    description: generation.description,
    kind: kindOf(image),
    // Guarantee: rows are written from a parsed draft only.
    shape: image.shape as Shape,
    lookTitleKey: lookTitle(image.model),
    width: image.width,
    height: image.height,
    createdAt: image.created_at,
    favourite: image.favourite_at !== null,
    index,
    total,
    newerId,
    olderId,
    albums: [],
    isMissing: image.missing_at !== null,
  };
  return { card, image };
}

/** What only the details tell. */
export async function loadDetails(
  db: Handle,
  { card, image }: LoadedCard,
): Promise<{ readonly card: Card; readonly details: Details }> {
  const attempts = await attemptsOf(db, image.generation_id);
  const generation = await generationById(db, image.generation_id);
  const made = attempts.find(({ result }) => result !== null);
  return {
    card: { ...card, albums: await albumTitlesOf(db, image.id) },
    details: {
      sent: sentBeside(generation),
      ...(await avatarIn(db, image, generation)),
      parent: await parentOf(db, generation),
      seed: (made && picturesOf(made).seed) ?? null,
      look: image.model,
      endpoint: made?.endpoint ?? null,
      bytes: image.bytes,
      contentType: image.content_type,
    },
  };
}

/** Null: what was sent is what the card shows, or nothing was. */
const sentBeside = (generation: Generation | undefined): string | null => {
  const { sent = null, description } = generation ?? {};
  return sent === description ? null : sent;
};

async function avatarIn(
  db: Handle,
  { person_id, avatar_id }: Image,
  generation: Generation | undefined,
): Promise<Pick<Details, 'avatar' | 'avatarWord'>> {
  const avatar = avatar_id === null ? undefined : await avatarOf(db, person_id, avatar_id);
  if (!avatar) return { avatar: null, avatarWord: null };
  const { name, trigger_phrase: word } = avatar;
  return { avatar: name, avatarWord: generation?.sent?.includes(word) ? word : null };
}

async function parentOf(
  db: Handle,
  generation: Generation | undefined,
): Promise<Details['parent']> {
  if (!generation?.edit || generation.parent_image_id === null) return null;
  const parent = await imageOf(db, generation.person_id, generation.parent_image_id);
  // Guarantee: rows are written from a parsed draft only.
  return { how: generation.edit as EditKind, imageId: parent?.id ?? null };
}

import { albumOf } from '../../db/albums.ts';
import { avatarOf, draftOf, mainAvatarOf } from '../../db/avatars.ts';
import { generationById, generationOf } from '../../db/generations.ts';
import { imageById, imageByMessage, imageOf } from '../../db/images.ts';
import type { Handle } from '../../db/open.ts';
import type { Generation, Image } from '../../db/schema.ts';
import { screenOf } from '../../db/screens.ts';
import { shareByToken } from '../../db/shares.ts';
import { trainingOf } from '../../db/trainings.ts';
import type { Count, Draft, EditKind, Shape } from '../../machines/chat/types.ts';
import { findStyle } from '../fal/styles.ts';
import { imageOfKey } from '../telegram/picture-key.ts';
import type { Facts, Order, Shared } from '../telegram/press-facts.ts';

/** Who stays away from a draft for longer may send a photo for something else. */
const MOMENT_MS = 60 * 60_000;

/** Facts about a press or a reply, each found as the person's own or not at all. */
export function createFacts(db: Handle, now: () => number): Facts {
  const orderOfImage = async (image: Image | undefined) => {
    const generation = image && (await generationById(db, image.generation_id));
    return generation ? orderOf(generation) : null;
  };

  /** A result shows one picture for ever; the screen, the one it shows now. */
  const shownBy = async (personId: string, messageId: number) => {
    const sent = await imageByMessage(db, personId, messageId);
    if (sent) return sent;
    const screen = await screenOf(db, personId);
    const imageId = screen?.message_id === messageId ? imageOfKey(screen.picture) : null;
    return imageId === null ? undefined : imageOf(db, personId, imageId);
  };

  return {
    image: async (personId, imageId) => orderOfImage(await imageOf(db, personId, imageId)),
    order: async (personId, generationId) => {
      const generation = await generationOf(db, personId, generationId);
      return generation ? orderOf(generation) : null;
    },
    trashed: async (personId, imageId) => {
      const image = await imageById(db, imageId);
      return image?.person_id === personId && image.trashed_at !== null;
    },
    album: async (personId, albumId) => (await albumOf(db, personId, albumId)) !== undefined,
    avatar: async (personId, avatarId) => {
      const avatar = await (avatarId === null
        ? mainAvatarOf(db, personId)
        : avatarOf(db, personId, avatarId));
      return avatar ? { avatarId: avatar.id, isReady: avatar.state === 'ready' } : null;
    },
    training: async (personId, trainingId) =>
      (await trainingOf(db, personId, trainingId))?.end_state === null,
    preparing: async (personId) => {
      const draft = await draftOf(db, personId, null);
      return draft && now() - draft.touched_at < MOMENT_MS ? draft.id : null;
    },
    replied: async (personId, messageId) => {
      const image = await shownBy(personId, messageId);
      const order = await orderOfImage(image);
      return image && order ? { imageId: image.id, order } : null;
    },
    shared: async (token) => {
      const share = await shareByToken(db, token);
      return share
        ? { ...settingsOf(share), style: findStyle(share.style ?? '')?.id ?? null }
        : null;
    },
  };
}

/** Guarantee: rows are written from a parsed draft only. */
const settingsOf = ({
  description,
  shape,
  count,
  model,
}: Pick<Generation, 'description' | 'shape' | 'count' | 'model'>): Omit<Shared, 'style'> => ({
  description,
  shape: shape as Shape,
  count: count as Count,
  look: model,
});

/** Guarantee: as above; an edit has its parent. */
const editOf = ({ edit, parent_image_id: imageId }: Generation): Draft['edit'] =>
  edit !== null && imageId !== null ? { imageId, how: edit as EditKind } : null;

const orderOf = (generation: Generation): Order => ({
  ...settingsOf(generation),
  messageId: generation.source_message_id,
  avatarId: generation.avatar_id,
  style: generation.style,
  edit: editOf(generation),
});

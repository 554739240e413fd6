import { photoChecked } from '../../../db/check-photo.ts';
import { issuesOf } from '../../../db/judge-photos.ts';
import { receivePhoto } from '../../../db/receive-photo.ts';
import type { AvatarPhoto } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import type { Reachable } from '../reach.ts';
import { createFindInPhoto, type FindInPhotoNeeds, type SentPhoto } from './find-in-photo.ts';
import { idOfEffect } from './id-of-effect.ts';
import { createRefusals, type RefusalsNeeds } from './refusals.ts';

export interface CheckPhotoNeeds extends FindInPhotoNeeds, RefusalsNeeds {
  /** The chat learns that a photo of this avatar was looked at. */
  readonly onChecked: (chatKey: string, avatarId: string) => Promise<void>;
}

interface Photo extends SentPhoto {
  readonly avatarId: string;
  readonly fileUniqueId: string;
  readonly messageId: number;
}

/** Takes a photo for an avatar, looks at it, and answers one that cannot be used. */
export function createCheckPhoto(needs: CheckPhotoNeeds) {
  const { db, reach, now, onChecked } = needs;
  const find = createFindInPhoto(needs);
  const refuse = createRefusals(needs);

  const refuseAll = (person: Reachable, photos: readonly AvatarPhoto[]) =>
    Promise.all(photos.map((photo) => refuse(person, photo.message_id, issuesOf(photo))));

  const look = async (person: Reachable, photo: AvatarPhoto, sent: Photo, work: Work) => {
    const place = { personId: person.id, avatarId: sent.avatarId, photoId: photo.id };
    const found = await find(place, sent, work);
    const { refused } = await photoChecked(db, { ...place, found, now: now() });
    await onChecked(work.key, sent.avatarId);
    await refuseAll(person, refused);
  };

  /**
   * The effect is repeated: what followed the check may be what failed, or what a stop cut short,
   * which is counted as no try. An update that came twice wishes twice: the other one answers.
   */
  const repeat = async (person: Reachable, photo: AvatarPhoto, work: Work) => {
    const { key, attempts, effectId } = work;
    if (attempts === 0 && photo.id !== idOfEffect(effectId)) return;
    await onChecked(key, photo.avatar_id);
    if (photo.state === 'refused') await refuseAll(person, [photo]);
  };

  return async (sent: Photo, work: Work): Promise<void> => {
    const person = await reach.byChat(work.key);
    if (!person) return;
    const received = await receivePhoto(db, {
      ...sent,
      photoId: idOfEffect(work.effectId),
      personId: person.id,
      now: now(),
    });
    switch (received.kind) {
      case 'received':
        return look(person, received.photo, sent, work);
      case 'known':
        return repeat(person, received.photo, work);
      case 'gone':
        await refuse(person, sent.messageId, ['not-awaited']);
        return;
      default:
        await refuse(person, sent.messageId, [received.kind]);
    }
  };
}

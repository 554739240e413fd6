import { removePhoto } from '../../../db/choose-photos.ts';
import { deleteAvatar, dropDraft } from '../../../db/forget-avatars.ts';
import { inTransaction } from '../../../db/handle.ts';
import type { Handle } from '../../../db/open.ts';
import { keysOfAvatar, keysOfPhoto, keysOfPicture } from '../../telegram/picture-key.ts';
import type { ForgetFiles } from '../forget-files.ts';

export interface ForgetAvatarNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly newId: () => string;
  readonly forgetFiles: ForgetFiles;
  /** These orders were ended with the avatar they show; their actors learn it. */
  readonly onErased: (generationIds: readonly string[]) => Promise<void>;
}

interface Of {
  readonly personId: string;
  readonly avatarId: string;
}

/** What a person has of avatars goes with what Telegram has of it; the files follow. */
export function createForgetAvatar(needs: ForgetAvatarNeeds) {
  const { db, now, newId, forgetFiles, onErased } = needs;

  return {
    photo: (photo: Of & { readonly photoId: string }) =>
      inTransaction(db, async (tx) => {
        if (await removePhoto(tx, { ...photo, now: now() }))
          await forgetFiles(keysOfPhoto(photo.photoId), tx);
      }),
    draft: (draft: Of) =>
      inTransaction(db, async (tx) => {
        const photoIds = await dropDraft(tx, { ...draft, now: now() });
        if (photoIds) await forgetFiles(photoIds.flatMap(keysOfPhoto), tx);
      }),
    avatar: async (avatar: Of & { readonly images: 'keep' | 'delete' }) => {
      const ended = await inTransaction(db, async (tx) => {
        const gone = await deleteAvatar(tx, { ...avatar, now: now(), newId });
        if (!gone) return [];
        await forgetFiles(
          [
            ...keysOfAvatar(avatar.avatarId),
            ...gone.photoIds.flatMap(keysOfPhoto),
            ...gone.pictures.flatMap(({ id, generation_id }) => keysOfPicture(id, generation_id)),
          ],
          tx,
        );
        return gone.ended;
      });
      await onErased(ended.map(({ generationId }) => generationId));
    },
  };
}

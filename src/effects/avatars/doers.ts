import { customAlphabet } from 'nanoid';
import { beginDraft, draftOf, nameAvatar, noteDraft, setMainAvatar } from '../../../db/avatars.ts';
import { keepPhoto } from '../../../db/choose-photos.ts';
import { personById } from '../../../db/people.ts';
import type { AvatarNamed, Who, WizardDraft } from '../../../machines/chat/types.ts';
import type { Work } from '../../actors/doers.ts';
import { createAsPerson } from '../as-person.ts';
import { languageOf } from '../locale-of.ts';
import { type CheckPhotoNeeds, createCheckPhoto } from './check-photo.ts';
import { createForgetAvatar, type ForgetAvatarNeeds } from './forget-avatar.ts';
import { idOfEffect } from './id-of-effect.ts';

export interface AvatarDoersNeeds extends CheckPhotoNeeds, ForgetAvatarNeeds {}

/** A word that no description holds by chance, without letters that are taken for others. */
const newWord = customAlphabet('bcdfghjkmnpqrstvwxz23456789', 10);

type Of = { readonly avatarId: string };

type Note = Of & {
  readonly who?: Who | null;
  readonly preset?: string;
  readonly keepPhotos?: boolean;
  readonly step?: 'name' | 'who' | 'photos';
};

/** What a person does with their avatars. What is another's stays as it is. */
export function createAvatarDoers(needs: AvatarDoersNeeds) {
  const { db, reach, now, newId } = needs;
  const forget = createForgetAvatar(needs);

  const asPerson = createAsPerson(reach);

  return {
    jobs: {
      openWizard: async ({
        personId,
        avatarId,
      }: {
        readonly personId: string;
        readonly avatarId: string | null;
      }): Promise<WizardDraft> => {
        const draft = await draftOf(db, personId, avatarId);
        return draft ? { draftId: draft.id, step: draft.step } : { draftId: null, step: 'about' };
      },
      consent: async (
        { personId, textVersion }: { readonly personId: string; readonly textVersion: number },
        { effectId }: Work,
      ): Promise<{ readonly draftId: string }> => {
        const draftId = idOfEffect(effectId);
        const person = await personById(db, personId);
        if (!person || person.erased_at !== null) throw new Error('there is nobody who agrees');
        await beginDraft(db, {
          avatarId: draftId,
          consentId: newId(),
          personId,
          textVersion,
          language: languageOf(person),
          triggerPhrase: newWord(),
          now: now(),
        });
        return { draftId };
      },
      nameAvatar: async (naming: {
        readonly personId: string;
        readonly avatarId: string;
        readonly name: string;
      }): Promise<AvatarNamed> => ({
        kind: (await nameAvatar(db, { ...naming, now: now() })) ? 'named' : 'gone',
      }),
    },
    commands: {
      checkPhoto: createCheckPhoto(needs),
      removePhoto: asPerson((personId, photo: Of & { readonly photoId: string }) =>
        forget.photo({ personId, ...photo }),
      ),
      keepPhoto: asPerson(
        (personId, photo: Of & { readonly photoId: string; readonly kept: boolean }) =>
          keepPhoto(db, { personId, ...photo, now: now() }),
      ),
      noteDraft: asPerson((personId, note: Note) =>
        noteDraft(db, { personId, ...note, now: now() }),
      ),
      dropDraft: asPerson((personId, draft: Of) => forget.draft({ personId, ...draft })),
      setMainAvatar: asPerson((personId, { avatarId }: Of) =>
        setMainAvatar(db, personId, avatarId),
      ),
      deleteAvatar: asPerson((personId, avatar: Of & { readonly images: 'keep' | 'delete' }) =>
        forget.avatar({ personId, ...avatar }),
      ),
    },
  };
}

import { inform, show } from '../setup.ts';
import type { ChatContext, ChatEvent } from '../types.ts';

interface Scope {
  readonly context: ChatContext;
  readonly event: Extract<ChatEvent, { type: 'photo' }>;
}

const checkPhoto = {
  type: 'checkPhoto',
  params: ({ context: { avatars }, event }: Scope) => {
    const { fileId, fileUniqueId, messageId, fileType, bytes } = event;
    const avatarId = avatars.draftId ?? '';
    return { avatarId, fileId, fileUniqueId, messageId, fileType, bytes };
  },
} as const;

/** A photo of the draft's: looked at, and counted when no more came for a moment. */
export const gather = { target: '#gathering', actions: ['hear', checkPhoto] } as const;

/** Before there is a draft: told once for an album. */
const notWanted = [
  { guard: 'isTakenGroup' },
  { actions: ['hear', 'passOver', inform('photo-not-wanted'), show] },
] as const;

export const photoInWizard = [{ guard: 'prepares', ...gather }, ...notWanted] as const;

/** While something is worked at, the photo is taken, and told with what comes of the work. */
export const photoMeanwhile = [
  { guard: 'prepares', actions: ['hear', checkPhoto] },
  ...notWanted,
] as const;

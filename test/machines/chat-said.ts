import type { Given } from './chat-walk.ts';

export const back = { type: 'back' } as const;

/** A text message, of which a draft would have this id. */
export const words = (text: string, draftId = 'd1'): Given => ({
  type: 'text',
  text,
  messageId: 30,
  draftId,
  on: 'new',
});

type Photo = Extract<Given, { type: 'photo' }>;

/** A photo message; all that is not told is nothing out of the ordinary. */
export const photo = (given: Partial<Photo> = {}): Given => ({
  type: 'photo',
  fileId: 'f1',
  fileUniqueId: 'u1',
  messageId: 20,
  groupId: null,
  fileType: null,
  bytes: null,
  caption: null,
  draftId: 'd5',
  on: 'new',
  ...given,
});

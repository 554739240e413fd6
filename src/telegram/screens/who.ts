import { inHtml, type Say } from '../words.ts';
import { LABEL_CHARACTERS, labelled } from './buttons.ts';
import { cut } from './captions.ts';
import type { AvatarChoice, ScreenData, SettledDraft } from './data.ts';
import type { Button } from './screen.ts';

/** The avatar that what is described next is about; null: nobody, or it is gone. */
export const chosenFor = ({ context, readyAvatars }: ScreenData): AvatarChoice | null =>
  readyAvatars.find(({ avatarId }) => avatarId === context.avatars.withId) ?? null;

/** Whom the picture will show, told before it is described. */
export const withWords = (data: ScreenData, t: Say): string | null => {
  const who = chosenFor(data);
  return who && inHtml(t)('create-with', { name: who.name });
};

/** Whom a draft shows; null: it is made by description alone. */
export function whoWords({ avatar, avatarGone, edit }: SettledDraft, t: Say): string | null {
  if (edit) return null;
  if (avatarGone) return t('confirm-avatar-gone');
  return avatar && inHtml(t)('confirm-with', { name: avatar.name });
}

/** Leads to the avatars to choose from, where there is one or one was chosen. */
export function whoButton(
  { id: draftId, avatar, avatarGone, edit }: SettledDraft,
  { readyAvatars }: ScreenData,
  t: Say,
): readonly Button[] {
  if (edit || (readyAvatars.length === 0 && !avatarGone)) return [];
  const label = avatar ? t('button-who', { name: avatar.name }) : t('button-nobody');
  return [labelled(cut(label, LABEL_CHARACTERS), { do: 'pick', draftId, what: 'avatar' })];
}

import type { ChatContext, ChatEvent, Draft, Keep, Place } from './types.ts';

export const DESCRIPTION_LENGTH = { min: 3, max: 2000 } as const;

type Change = Pick<ChatContext, 'draft' | 'avatars'>;

/** The draft becomes the one at hand, and what is described next is about whom it is about. */
export const pointed = ({ avatars }: ChatContext, draft: Draft): Change => ({
  draft,
  avatars: { ...avatars, withId: draft.avatarId },
});

const imageOf = (place: Place): Draft['edit'] =>
  place.at === 'editing' ? { imageId: place.imageId, how: 'change' } : null;

type Choices = Omit<Draft, 'id' | 'description' | 'messageId' | 'style'>;

const noChoices: Choices = { shape: null, count: null, look: null, avatarId: null, edit: null };

/** Words of one's own change a picture again, but never enlarge it or cut it out again. */
const choicesOf = ({ shape, count, look, avatarId, edit }: Draft): Choices =>
  edit && edit.how !== 'change'
    ? { ...noChoices, shape, count, avatarId }
    : { shape, count, look, avatarId, edit };

function kept({ draft, place, avatars }: ChatContext, keep: Keep): Choices {
  if (keep === 'nothing') return noChoices;
  if (keep === 'image') return { ...noChoices, edit: imageOf(place) };
  if (keep === 'choices' && draft) return choicesOf(draft);
  return { ...noChoices, avatarId: avatars.withId };
}

/** Words that were typed, or tapped as an idea or a ready style. */
export function described(
  context: ChatContext,
  event: ChatEvent,
  keep: Keep,
): Change | Record<string, never> {
  if (event.type !== 'text' && event.type !== 'idea' && event.type !== 'style') return {};
  return pointed(context, {
    ...kept(context, keep),
    id: event.draftId,
    description: event.text.trim(),
    style: event.type === 'style' ? event.style : null,
    messageId: event.type === 'text' ? event.messageId : null,
  });
}

/** Where words, a sample or a voice message describe a picture, and what they keep of the draft. */
const keepAt: Readonly<Partial<Record<Place['at'], Keep>>> = {
  describe: 'choices',
  confirm: 'choices',
  styles: 'who',
};

/** A picture is being described, or how one shall be changed. */
export const isDescribing = ({ at }: Place): boolean => at === 'editing' || at in keepAt;

/** Remembers what a sample or a voice message shall become. */
export function expected(
  { avatars, place }: ChatContext,
  event: ChatEvent,
): Pick<ChatContext, 'avatars'> | Record<string, never> {
  if (event.type !== 'photo' && event.type !== 'voice') return {};
  const { draftId, messageId } = event;
  const isChange = event.type === 'voice' && place.at === 'editing';
  return {
    avatars: {
      ...avatars,
      sampleGroup: event.type === 'photo' ? event.groupId : avatars.sampleGroup,
      pending: {
        draftId,
        messageId,
        caption: event.type === 'photo' ? event.caption : null,
        keep: isChange ? 'image' : (keepAt[place.at] ?? 'nothing'),
      },
    },
  };
}

/** What was seen or heard, as the description of the draft that was waited for. */
export function understood(context: ChatContext, text: string): Change | Record<string, never> {
  const { pending } = context.avatars;
  if (!pending) return {};
  const words = [pending.caption?.trim(), text.trim()].filter((each) => each).join('\n');
  const { draft, avatars } = pointed(context, {
    ...kept(context, pending.keep),
    id: pending.draftId,
    description: words.slice(0, DESCRIPTION_LENGTH.max),
    style: null,
    messageId: pending.messageId,
  });
  return { draft, avatars: { ...avatars, pending: null } };
}

export function chosen(context: ChatContext, event: ChatEvent): Change | Record<string, never> {
  if (!context.draft || event.type !== 'choose') return {};
  return pointed(context, { ...context.draft, ...event.choice });
}

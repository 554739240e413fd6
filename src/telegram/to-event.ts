import type { NoticeKey } from '../../machines/chat/types.ts';
import { courtesyOf } from './courtesies.ts';
import { createWith, draftOf, editOf, type Plain, plainEvent, readPress } from './press-event.ts';
import type { Replied } from './press-facts.ts';
import type { MediaKind, Said } from './read-update.ts';
import { chat, type Ids, type Scene, type Step } from './step.ts';

const hints: Partial<Record<MediaKind, NoticeKey>> = {
  sticker: 'hint-sticker',
  voice: 'hint-voice',
  video_note: 'hint-voice',
  audio: 'hint-voice',
  photo: 'hint-photo',
};

const hint = (key: NoticeKey, text: string | null = null): Step =>
  chat({ type: 'unhandled', hint: key, text, on: 'new' });

type Text = Extract<Said, { kind: 'text' }>;

/** Words in reply to a picture say how it shall be changed. */
const readReply = ({ text, messageId }: Text, { imageId, order }: Replied, ids: Ids): Step => {
  const draft = editOf(order, { imageId, how: 'change' }, ids);
  return chat({ type: 'editBy', draft: { ...draft, description: text, messageId }, on: 'new' });
};

function readText(text: string, messageId: number, ids: Ids): Step {
  const courtesy = courtesyOf(text);
  if (courtesy) return hint(courtesy, text);
  return chat({ type: 'text', text, messageId, draftId: ids.newId(), on: 'new' });
}

type Command = Extract<Said, { kind: 'command' }>;

const SHARED = /^s_([\w-]{1,60})$/;

/** What the parameter of a shared link names; null: it is another parameter, or none. */
export const sharedToken = (parameter: string): string | null =>
  SHARED.exec(parameter)?.[1] ?? null;

const leadingTo = (type: Plain | 'cancel') => (): Step => chat(plainEvent(type, 'new'));

type Open = (said: Command, scene: Scene, ids: Ids) => Step;

const opens: Readonly<Record<string, Open>> = {
  start: ({ argument }, { isNew, order }, ids) =>
    sharedToken(argument) === null
      ? chat({ type: 'start', first: isNew, on: 'new' })
      : chat({ type: 'shared', draft: order && draftOf(order, ids), on: 'new' }),
  menu: () => chat({ type: 'start', first: false, on: 'new' }),
  create: ({ argument, messageId }, _, ids) =>
    argument === '' ? chat({ type: 'create', on: 'new' }) : readText(argument, messageId, ids),
  gallery: leadingTo('gallery'),
  favourites: () => chat({ type: 'open', filter: { favourites: true }, on: 'new' }),
  albums: () => chat({ type: 'albums', page: 0, on: 'new' }),
  find: ({ argument }) =>
    chat(
      argument === ''
        ? { type: 'search', on: 'new' }
        : { type: 'find', words: argument, on: 'new' },
    ),
  trash: () => chat({ type: 'trash', imageId: null, on: 'new' }),
  avatars: () => chat({ type: 'avatars', avatarId: null, on: 'new' }),
  me: (_, { mainId }) => createWith(mainId, 'new'),
  balance: leadingTo('balance'),
  promo: ({ argument }) =>
    chat(
      argument === ''
        ? { type: 'enterCode', on: 'new' }
        : { type: 'redeem', code: argument, on: 'new' },
    ),
  settings: leadingTo('settings'),
  help: leadingTo('help'),
  cancel: leadingTo('cancel'),
  privacy: leadingTo('privacy'),
  terms: leadingTo('privacy'),
  support: leadingTo('support'),
  paysupport: leadingTo('support'),
};

/** A map, so that `/constructor` finds nothing. */
const commands = new Map(Object.entries(opens));

/** What an update means to the actors. Text, commands and uploads get a screen at the bottom. */
export function toEvent(said: Said, scene: Scene, ids: Ids): Step {
  switch (said.kind) {
    case 'press':
      return readPress(said, scene, ids);
    case 'text':
      return scene.replied
        ? readReply(said, scene.replied, ids)
        : readText(said.text, said.messageId, ids);
    case 'command':
      return commands.get(said.name)?.(said, scene, ids) ?? hint('hint-other');
    case 'edited':
      return chat({
        type: 'edited',
        text: said.text,
        messageId: said.messageId,
        on: 'living',
      });
    case 'photo': {
      const { kind: _, ...photo } = said;
      const { preparingId } = scene;
      const known = preparingId === null ? {} : { forId: preparingId };
      return chat({ type: 'photo', ...photo, ...known, draftId: ids.newId(), on: 'new' });
    }
    case 'voice': {
      const { kind: _, ...voice } = said;
      return chat({ type: 'voice', ...voice, draftId: ids.newId(), on: 'new' });
    }
    case 'media':
      return hint(hints[said.media] ?? 'hint-other');
  }
}

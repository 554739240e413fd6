import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { chatId, flag, json, target, text } from '../fields.ts';
import { knownChat, method, writableChat } from './method.ts';

export const getMe = method({}, (_, { state }) => ({
  ...state.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
}));

export const getChat = method({ chat_id: chatId }, ({ chat_id }, call) => {
  const { ref } = call.state.chat(knownChat(chat_id, call));
  return { ...ref, accent_color_id: 0, max_reaction_count: 11 };
});

export const leaveChat = method({ chat_id: chatId }, ({ chat_id }, call) => {
  const chat = call.state.writable(knownChat(chat_id, call));
  if (chat.ref.type === 'private') throw badRequest("chat can't be left");
  call.state.setBlocked(chat.ref.id, true);
  return true;
});

export const getFile = method({ file_id: text }, ({ file_id }, { files }) =>
  files.describe(file_id),
);

const MAX_REACTIONS = 1;

export const setMessageReaction = method(
  {
    ...target,
    reaction: v.exactOptional(
      json(v.array(v.object({ type: v.literal('emoji'), emoji: text }))),
      '[]',
    ),
    is_big: v.exactOptional(flag),
  },
  (params, call) => {
    const emoji = params.reaction.map((reaction) => reaction.emoji);
    if (emoji.length > MAX_REACTIONS) throw badRequest('REACTIONS_TOO_MANY');
    if (emoji.some((one) => !/^\p{Extended_Pictographic}/u.test(one))) {
      throw badRequest('REACTION_INVALID');
    }
    call.state.react(writableChat(params.chat_id, call), params.message_id, emoji);
    return true;
  },
);

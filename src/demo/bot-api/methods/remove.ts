import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { chatId, integer, json, target } from '../fields.ts';
import type { Message } from '../types.ts';
import { type Call, knownChat, method } from './method.ts';

const DELETABLE_SECONDS = 48 * 60 * 60;
const MAX_AT_ONCE = 100;

const isTooOld = (message: Message, call: Call) =>
  call.state.seconds() - message.date > DELETABLE_SECONDS;

export const deleteMessage = method(target, ({ chat_id, message_id }, call) => {
  const chat = knownChat(chat_id, call);
  const message = call.state.find(chat, message_id);
  if (!message) throw badRequest('message to delete not found');
  if (isTooOld(message, call)) throw badRequest("message can't be deleted for everyone");
  call.state.remove(chat, [message_id]);
  return true;
});

/** Messages that are not there are skipped. */
export const deleteMessages = method(
  { chat_id: chatId, message_ids: json(v.array(integer, 'array expected')) },
  ({ chat_id, message_ids }, call) => {
    const chat = knownChat(chat_id, call);
    if (message_ids.length > MAX_AT_ONCE) throw badRequest('too many messages to delete');
    const found = message_ids.flatMap((id) => call.state.find(chat, id) ?? []);
    if (found.some((message) => isTooOld(message, call))) {
      throw badRequest("message can't be deleted for everyone");
    }
    call.state.remove(
      chat,
      found.map((message) => message.message_id),
    );
    return true;
  },
);

import { after, before } from 'node:test';
import { type Chat, type ChatOptions, openChat } from './open-chat.ts';

/** One chat for all tests of a file: there from the first on, and sound after the last. */
export function chatForAll(options?: ChatOptions): Chat {
  const chat = {} as Chat;
  before(async () => {
    Object.assign(chat, await openChat(options));
  });
  after(async () => {
    await chat.assertSound();
    await chat.close();
  });
  return chat;
}

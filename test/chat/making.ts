import type { ShownMessage } from '../../src/demo/bot-api/types.ts';
import type { Chat } from './open-chat.ts';
import type { Phone } from './phone.ts';

/** Orders one picture and waits for the result. */
export async function makePicture(chat: Chat, phone: Phone, words: string): Promise<ShownMessage> {
  await phone.say(words);
  await phone.press(/^Создать · /);
  await chat.settled();
  return phone.last();
}

export const BOATS = ['Первая лодка', 'Вторая лодка', 'Третья лодка'] as const;

/** A person with these pictures, the gallery open at the newest. */
export async function personWith(
  chat: Chat,
  descriptions: readonly string[] = BOATS,
): Promise<Phone> {
  const phone = chat.phone();
  for (const words of descriptions) await makePicture(chat, phone, words);
  await phone.say('/gallery');
  return phone;
}

/** Moves the picture that is shown to the trash. */
export async function trashShown(phone: Phone): Promise<void> {
  await phone.press('Подробнее');
  await phone.press('Удалить');
  await phone.press('Да, удалить');
}

import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { encodePress } from './press-data.ts';
import type { Button } from './screens/screen.ts';

export type Keyboard = readonly (readonly Button[])[];

/** A button copies, or opens an address, or presses: Telegram takes exactly one of these. */
function actionOf({ press, copy, url }: Button) {
  if (copy !== undefined) return { copy_text: { text: copy } };
  return url === undefined ? { callback_data: encodePress(press) } : { url };
}

const buttonOf = (button: Button): InlineKeyboardButton => ({
  text: button.label,
  ...actionOf(button),
  ...(button.style ? { style: button.style } : {}),
});

/** Buttons as Telegram takes them. */
export const markupOf = (keyboard: Keyboard): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard.map((row) => row.map(buttonOf)),
});

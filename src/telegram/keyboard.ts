import type { InlineKeyboardMarkup } from 'grammy/types';
import { encodePress } from './press-data.ts';
import type { Button } from './screens/screen.ts';

export type Keyboard = readonly (readonly Button[])[];

/** Buttons as Telegram takes them. */
export const markupOf = (keyboard: Keyboard): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard.map((row) =>
    row.map(({ label, press, style }) => ({
      text: label,
      callback_data: encodePress(press),
      ...(style ? { style } : {}),
    })),
  ),
});

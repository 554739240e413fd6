import { badRequest } from './errors.ts';
import type { Button, Keyboard } from './types.ts';

const MAX_BUTTONS = 100;
const MAX_ROW = 8;
const MAX_DATA_BYTES = 64;
const MAX_COPY_TEXT = 256;

/** Fields of which a button needs exactly one; the last ones are taken on trust. */
const KINDS = [
  'callback_data',
  'url',
  'web_app',
  'copy_text',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'callback_game',
  'pay',
];

const invalid = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`);

const bytes = new TextEncoder();

function checkUrl(url: string) {
  const wrong = badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  if (/^tg:\/\//.test(url)) return;
  const address = /^https?:\/\//.test(url) ? url : `http://${url}`;
  if (!URL.canParse(address)) throw wrong;
  const { hostname } = new URL(address);
  const isLocal = hostname === '127.0.0.1' || hostname === '[::1]' || !hostname.includes('.');
  if (isLocal) throw wrong;
}

function checkWebApp(url: string) {
  if (url.startsWith('https://') && URL.canParse(url)) return;
  const reason = 'Only HTTPS links are allowed';
  throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: ${reason}`);
}

function checkButton(button: Button) {
  const kinds = KINDS.filter((kind) => Object.hasOwn(button, kind));
  if (button.text.trim() === '') throw invalid('Text must be non-empty');
  if (kinds.length === 0) throw invalid('Text buttons are unallowed in the inline keyboard');
  if (kinds.length > 1) throw invalid('Exactly one optional field must be used');
  if (button.callback_data !== undefined) {
    const size = bytes.encode(button.callback_data).length;
    if (size < 1 || size > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined) checkUrl(button.url);
  if (button.web_app) checkWebApp(button.web_app.url);
  if (button.copy_text) {
    const { length } = button.copy_text.text;
    if (length < 1 || length > MAX_COPY_TEXT) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
}

/** Checks a keyboard against the documented limits; an empty one is no keyboard at all. */
export function readKeyboard(keyboard: Keyboard | undefined): { reply_markup?: Keyboard } {
  const rows = (keyboard?.inline_keyboard ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return {};
  if (rows.some((row) => row.length > MAX_ROW)) throw badRequest('REPLY_MARKUP_INVALID');
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
  for (const button of rows.flat()) checkButton(button);
  return { reply_markup: { inline_keyboard: rows } };
}

import assert from 'node:assert/strict';
import { parseHtml } from '../../../src/demo/bot-api/html.ts';
import { encodePress, parsePress } from '../../../src/telegram/press-data.ts';
import {
  countCharacters,
  LABEL_CHARACTERS,
  type Row,
} from '../../../src/telegram/screens/buttons.ts';
import type { Button } from '../../../src/telegram/screens/screen.ts';

/** Telegram takes no more than so many buttons, and no more than eight in a row. */
const KEYBOARD_BUTTONS = 100;
const ROW_BUTTONS = 8;

function assertButton({ label, press, copy, url }: Button): void {
  assert.ok(countCharacters(label) <= LABEL_CHARACTERS, `"${label}" is too long`);
  assert.equal(label, label.trim());
  assert.notEqual(label, '');
  assert.deepEqual(parsePress(encodePress(press)), press);
  if (copy !== undefined) assert.ok(copy.length >= 1 && copy.length <= 256, 'cannot be copied');
  assert.ok(copy === undefined || url === undefined, 'a button does one thing');
}

/** One main action, and danger last and alone. */
function assertActions(keyboard: readonly Row[]): void {
  const primary = keyboard.flat().filter(({ style }) => style === 'primary');
  assert.ok(primary.length <= 1, 'two main actions');
  for (const row of keyboard) {
    if (!row.some(({ style }) => style === 'danger')) continue;
    assert.equal(row, keyboard.at(-1), 'danger is not last');
    assert.equal(row.length, 1, 'danger is not alone');
  }
}

/** At most 8 buttons in 4 rows, short and different labels, one main action, danger apart. */
export function assertKeyboard(keyboard: readonly Row[]): void {
  const buttons = keyboard.flat();
  assert.ok(keyboard.length <= 4, `${keyboard.length} rows`);
  assert.ok(buttons.length <= 8, `${buttons.length} buttons`);
  const labels = buttons.map(({ label }) => label);
  assert.deepEqual(labels, [...new Set(labels)]);
  assertTable(keyboard);
}

/** A table of numbers, days or clocks is as large as it must be. */
export function assertTable(keyboard: readonly Row[]): void {
  const buttons = keyboard.flat();
  assert.ok(buttons.length <= KEYBOARD_BUTTONS, `${buttons.length} buttons`);
  for (const row of keyboard) {
    assert.ok(row.length > 0, 'an empty row');
    assert.ok(row.length <= ROW_BUTTONS, `${row.length} buttons in a row`);
  }
  for (const each of buttons) assertButton(each);
  assertActions(keyboard);
}

/** Well-formed HTML that says something within the limit; returns what a person reads. */
export function readHtml(html: string, limit: number): string {
  const { text } = parseHtml(html);
  assert.ok(text.length <= limit, `${text.length} of ${limit} characters`);
  assert.notEqual(text.trim(), '');
  assert.equal(text, text.trim());
  assert.doesNotMatch(text, /\n{3}|\b(?:undefined|null|NaN)\b|\[object/);
  return text;
}

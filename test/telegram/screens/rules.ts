import assert from 'node:assert/strict';
import { parseHtml } from '../../../src/demo/bot-api/html.ts';
import { encodePress, parsePress } from '../../../src/telegram/press-data.ts';
import {
  countCharacters,
  LABEL_CHARACTERS,
  type Row,
} from '../../../src/telegram/screens/buttons.ts';

/** At most 8 buttons in 4 rows, short and different labels, one main action, danger apart. */
export function assertKeyboard(keyboard: readonly Row[]): void {
  const buttons = keyboard.flat();
  assert.ok(keyboard.length <= 4, `${keyboard.length} rows`);
  assert.ok(buttons.length <= 8, `${buttons.length} buttons`);
  for (const row of keyboard) assert.ok(row.length > 0, 'an empty row');
  for (const { label, press } of buttons) {
    assert.ok(countCharacters(label) <= LABEL_CHARACTERS, `"${label}" is too long`);
    assert.equal(label, label.trim());
    assert.notEqual(label, '');
    assert.deepEqual(parsePress(encodePress(press)), press);
  }
  const labels = buttons.map(({ label }) => label);
  assert.deepEqual(labels, [...new Set(labels)]);
  assert.ok(buttons.filter(({ style }) => style === 'primary').length <= 1, 'two main actions');
  for (const row of keyboard) {
    if (!row.some(({ style }) => style === 'danger')) continue;
    assert.equal(row, keyboard.at(-1), 'danger is not last');
    assert.equal(row.length, 1, 'danger is not alone');
  }
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

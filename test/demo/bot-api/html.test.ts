import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtml } from '../../../src/demo/bot-api/html.ts';
import { ANNA, beginTalk, refused } from './talk.ts';

test('tags become entities with UTF-16 offsets', () => {
  const { text, entities } = parseHtml('🙂 <b>bold <i>both</i></b> &lt;3 <code>x</code>');
  assert.equal(text, '🙂 bold both <3 x');
  assert.deepEqual(entities, [
    { type: 'bold', offset: 3, length: 9 },
    { type: 'italic', offset: 8, length: 4 },
    { type: 'code', offset: 16, length: 1 },
  ]);
});

test('links, quotes, spoilers and code blocks keep what belongs to them', () => {
  const { entities } = parseHtml(
    '<a href="https://example.org/?a=1&amp;b=2">link</a>' +
      '<blockquote expandable>long</blockquote><tg-spoiler>x</tg-spoiler>' +
      '<pre><code class="language-ts">y</code></pre>',
  );
  assert.deepEqual(entities, [
    { type: 'text_link', offset: 0, length: 4, url: 'https://example.org/?a=1&b=2' },
    { type: 'expandable_blockquote', offset: 4, length: 4 },
    { type: 'spoiler', offset: 8, length: 1 },
    { type: 'pre', offset: 9, length: 1, language: 'ts' },
  ]);
});

const WRONG: [html: string, reason: string][] = [
  ['я <x>', 'Unsupported start tag "x" at byte offset 3'],
  ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['a</b>', 'Unexpected end tag at byte offset 1'],
  ['<b>a', 'Can\'t find end tag corresponding to start tag "b" at byte offset 4'],
  ['1 < 2', 'Unclosed start tag at byte offset 2'],
];

for (const [html, reason] of WRONG) {
  test(`"${html}" cannot be parsed`, async (t) => {
    const { api } = await beginTalk(t);
    await assert.rejects(
      api.sendMessage(ANNA, html, { parse_mode: 'HTML' }),
      refused(`Bad Request: can't parse entities: ${reason}`),
    );
  });
}

test('white space around a text is cut, and entities with it', async (t) => {
  const { api } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, '  <b> hi </b>  ', { parse_mode: 'HTML' });
  assert.equal(sent.text, 'hi');
  assert.deepEqual(sent.entities, [{ type: 'bold', offset: 0, length: 2 }]);
});

test('commands are found in what a person writes', async (t) => {
  const { telegram } = await beginTalk(t);
  const message = telegram.say(ANNA, '/start ref_1');
  assert.deepEqual(message.entities, [{ type: 'bot_command', offset: 0, length: 6 }]);
});

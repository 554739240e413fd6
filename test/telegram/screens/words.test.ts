import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type Message, type Pattern, parse, type Resource, Visitor } from '@fluent/syntax';
import { MODELS } from '../../../src/fal/catalogue.ts';
import { missingPicture } from '../../../src/telegram/screens/missing-picture.ts';
import { profile } from '../../../src/telegram/screens/profile.ts';
import { render } from '../../../src/telegram/screens/render.ts';
import { toast } from '../../../src/telegram/screens/toast.ts';
import { escapeHtml, inHtml, loadWords } from '../../../src/telegram/words.ts';
import { everyMessage, TOASTS } from '../../fixtures/messages.ts';
import { everyCase, everyNotice, LANGUAGES, screenData } from '../../fixtures/screen-data.ts';
import { said, say } from './say.ts';

const source = (language: string) =>
  readFile(new URL(`../../../src/telegram/locales/${language}.ftl`, import.meta.url), 'utf8');

const messagesOf = (resource: Resource): Map<string, Pattern> =>
  new Map(
    resource.body
      .filter((entry): entry is Message => entry.type === 'Message')
      .flatMap(({ id, value }) => (value ? [[id.name, value] as const] : [])),
  );

const sources = { ru: await source('ru'), en: await source('en') };
const russian = messagesOf(parse(sources.ru, {}));
const english = messagesOf(parse(sources.en, {}));

interface Uses {
  readonly args: Set<string>;
  readonly messages: Set<string>;
}

function usesOf(pattern: Pattern): Uses {
  const uses: Uses = { args: new Set(), messages: new Set() };
  class Collector extends Visitor {
    override visitVariableReference(node: { id: { name: string } }) {
      uses.args.add(node.id.name);
    }
    override visitMessageReference(node: { id: { name: string } }) {
      uses.messages.add(node.id.name);
    }
  }
  new Collector().visit(pattern);
  return uses;
}

/** Also those that come in by a reference to another message. */
function argumentsOf(messages: Map<string, Pattern>, key: string): string[] {
  const pattern = messages.get(key);
  if (!pattern) return [];
  const { args, messages: others } = usesOf(pattern);
  const all = [...args, ...[...others].flatMap((other) => argumentsOf(messages, other))];
  return [...new Set(all)].sort();
}

function sayEverything(): void {
  for (const language of LANGUAGES) {
    const t = say(language);
    everyMessage(t);
    profile(t);
    missingPicture(t);
    for (const key of TOASTS) toast(key, t);
    for (const notice of everyNotice) {
      const data = screenData({ language });
      render({ ...data, context: { ...data.context, notice } }, t);
    }
  }
  for (const { data } of everyCase) render(data, say(data.language));
}

test('both languages parse without a fault', () => {
  for (const text of Object.values(sources)) {
    const junk = parse(text, {}).body.filter(({ type }) => type === 'Junk');
    assert.deepEqual(junk, []);
  }
});

test('both languages have the same messages', () => {
  assert.deepEqual([...russian.keys()], [...english.keys()]);
});

test('no message is there twice', () => {
  for (const text of Object.values(sources)) {
    const keys = [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key);
    assert.equal(keys.length, new Set(keys).size);
  }
});

test('a message takes the same arguments in both languages', () => {
  for (const key of russian.keys()) {
    assert.deepEqual(argumentsOf(russian, key), argumentsOf(english, key), key);
  }
});

test('every message is said somewhere, and everything said is a message', () => {
  sayEverything();
  const referred = [...russian.values()].flatMap((pattern) => [...usesOf(pattern).messages]);
  const used = new Set([...said, ...referred]);
  assert.deepEqual(
    [...russian.keys()].filter((key) => !used.has(key)),
    [],
  );
  assert.deepEqual(
    [...said].filter((key) => !russian.has(key)),
    [],
  );
});

test('every look of the catalogue has its words', () => {
  for (const { title, hint } of MODELS) {
    assert.ok(russian.has(title), title);
    assert.ok(russian.has(hint), hint);
  }
});

/** What people read: the texts without keys, arguments and comments. */
const readable = (text: string): string => text.replaceAll(/^#.*$|^[a-z][\w-]* =|\{[^{}]*\}/gm, '');

test('no jargon is shown to anybody', () => {
  const jargon =
    /prompt|model|lora|seed|generat|token|callback|pending|промпт|модел|лора(?!\p{L})|(?<!\p{L})сид(?!\p{L})|генерац|генерир|токен|нейросет/iu;
  for (const text of Object.values(sources)) assert.doesNotMatch(readable(text), jargon);
});

test('a picture has one name', () => {
  assert.doesNotMatch(readable(sources.ru), /изображен|фотк|рисунок|рисунк/i);
  assert.doesNotMatch(readable(sources.en), /\bimages?\b/i);
});

for (const [coins, words] of [
  [0, '0 монет'],
  [1, '1 монета'],
  [2, '2 монеты'],
  [5, '5 монет'],
  [11, '11 монет'],
  [21, '21 монета'],
  [22, '22 монеты'],
  [112, '112 монет'],
] as const) {
  test(`${coins} coins are "${words}" in Russian`, () => {
    assert.equal(say('ru')('coins', { coins }), words);
  });
}

test('one of anything is singular in English', () => {
  const t = say('en');
  assert.equal(t('coins', { coins: 1 }), '1 coin');
  assert.equal(t('coins', { coins: 21 }), '21 coins');
  assert.equal(t('pictures', { pictures: 1 }), '1 picture');
});

test('a Russian accusative is one', () => {
  const t = say('ru');
  assert.equal(t('for-pictures', { pictures: 1 }), 'на 1 картинку');
  assert.equal(t('for-pictures', { pictures: 3 }), 'на 3 картинки');
  assert.equal(t('for-pictures', { pictures: 12 }), 'на 12 картинок');
});

test('a message that is nowhere is a fault, and nobody reads its key', async () => {
  const faults: string[] = [];
  const words = await loadWords((language, key) => faults.push(`${language} ${key}`));
  assert.equal(words('en')('no-such-message'), '…');
  assert.deepEqual(faults, ['en no-such-message', 'ru no-such-message']);
});

test('a missing argument is a fault', async () => {
  const faults: string[] = [];
  const words = await loadWords((_, key) => faults.push(key));
  words('ru')('button-shape');
  assert.deepEqual(faults, ['button-shape']);
});

test('texts among the arguments are escaped for HTML, numbers are not touched', () => {
  assert.equal(escapeHtml('a < b && c > d'), 'a &lt; b &amp;&amp; c &gt; d');
  const html = inHtml((_, args) => JSON.stringify(args));
  assert.equal(html('any', { name: '<i>', count: 3 }), '{"name":"&lt;i&gt;","count":3}');
});

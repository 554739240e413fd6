import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPictureFailed } from '../../../src/telegram/screens/first-picture-words.ts';
import {
  failure,
  jobCard,
  type Message,
  result,
  resultKeyboard,
  resultSheet,
  wholeText,
  worksAgain,
} from '../../../src/telegram/screens/messages.ts';
import { profile } from '../../../src/telegram/screens/profile.ts';
import { toast } from '../../../src/telegram/screens/toast.ts';
import { CODES, everyMessage, paid, partly, STAGES, TOASTS } from '../../fixtures/messages.ts';
import { ID, LANGUAGES, OTHER_ID, WILD } from '../../fixtures/screen-data.ts';
import { assertKeyboard, readHtml } from './rules.ts';
import { say } from './say.ts';

const CAPTION_CHARACTERS = 1024;
const TEXT_CHARACTERS = 4096;
const TOAST_CHARACTERS = 200;

const t = say('ru');
const actions = ({ keyboard }: Message) => keyboard.flat().map(({ press }) => press.do);

for (const language of LANGUAGES) {
  for (const [name, message] of everyMessage(say(language))) {
    test(`${name} in ${language}: keyboard and words keep the rules`, () => {
      assertKeyboard(message.keyboard);
      readHtml(message.html, name === 'whole text' ? TEXT_CHARACTERS : CAPTION_CHARACTERS);
    });
  }

  test(`every toast in ${language} is short and plain`, () => {
    for (const key of TOASTS) {
      const text = toast(key, say(language));
      assert.ok(text.length > 0 && text.length <= TOAST_CHARACTERS);
      assert.doesNotMatch(text, /[<>&{}]/);
    }
  });

  test(`the profile in ${language} fits Telegram's limits`, () => {
    const { commands, description, shortDescription } = profile(say(language));
    assert.equal(commands.length, 17);
    for (const { command, description: words } of commands) {
      assert.match(command, /^[a-z]{1,32}$/);
      assert.ok(words.length >= 1 && words.length <= 256);
    }
    assert.ok(description.length <= 512);
    assert.ok(shortDescription.length <= 120);
  });

  test(`every stage reads differently in ${language}`, () => {
    const heads = STAGES.map(
      (stage) =>
        jobCard(
          {
            generationId: ID,
            stage,
            place: null,
            seconds: 1,
            canCancel: false,
            description: 'кот',
            edit: null,
          },
          say(language),
        ).html.split('\n')[0],
    );
    assert.equal(new Set(heads).size, STAGES.length);
  });
}

test('a card tells the place in line, the seconds, and offers to cancel while it is possible', () => {
  const card = { generationId: ID, place: 3, seconds: 75.9, description: 'кот', edit: null };
  const waiting = jobCard({ ...card, stage: 'waiting', canCancel: true }, t);
  assert.match(waiting.html, /Ваше место: 3/);
  assert.match(waiting.html, /Прошло: 1 мин 15 с/);
  assert.deepEqual(actions(waiting), ['cancelJob']);
  assert.deepEqual(actions(jobCard({ ...card, stage: 'rendering', canCancel: false }, t)), []);
});

test('a card of a picture made of another one tells what is done with that, and of no description', () => {
  const at = (edit: 'change' | 'upscale' | 'cutout', stage: (typeof STAGES)[number]) =>
    jobCard(
      {
        generationId: ID,
        place: null,
        seconds: 1,
        canCancel: false,
        description: WILD,
        edit,
        stage,
      },
      t,
    );
  for (const edit of ['upscale', 'cutout'] as const) {
    for (const stage of STAGES) {
      const { html, keyboard } = at(edit, stage);
      assert.doesNotMatch(html, /[Оо]писание|Создаём|blockquote/);
      assert.deepEqual(keyboard, []);
    }
    assert.match(at(edit, 'queued').html, /Картинка принята/);
  }
  assert.match(at('upscale', 'rendering').html, /Увеличиваем/);
  assert.match(at('cutout', 'rendering').html, /Убираем фон/);
  assert.match(at('change', 'queued').html, /Просьба принята[\s\S]*blockquote/);
  assert.match(at('change', 'rendering').html, /Меняем/);
});

test('a result tells what it cost and what is left', () => {
  const { html } = result({ ...paid, imageId: ID, favourite: false }, t);
  assert.equal(html, '<b>Готово!</b>\nСтоимость: 5 монет.\nОсталось: 20 монет (4 картинки).');
});

test('a result with pictures missing tells how many coins came back', () => {
  const russian = result({ ...partly, imageId: ID, favourite: false }, t);
  assert.match(russian.html, /Получилось 3 из 4\. Вернулось на баланс: 5 монет\./);
  const english = result({ ...partly, imageId: ID, favourite: false }, say('en'));
  assert.match(english.html, /3 of 4 made\. Back on your balance: 5 coins\./);
});

test('a result offers again, a new description, favourite, original, changes, gallery and home', () => {
  const message = result({ ...paid, imageId: ID, favourite: false }, t);
  assert.deepEqual(actions(message), [
    'again',
    'change',
    'favourite',
    'original',
    'edits',
    'gallery',
    'home',
  ]);
  assert.deepEqual(message.keyboard, resultKeyboard({ imageId: ID, favourite: false }, t));
});

test('the mark on a result changes only its button', () => {
  const [, row] = resultKeyboard({ imageId: ID, favourite: true }, t);
  assert.deepEqual(row?.[0], {
    label: '✖️ Из избранного',
    press: { do: 'favourite', imageId: ID, marked: false, onResult: true },
  });
});

test('the numbers of a sheet open the pictures in their order', () => {
  const { keyboard } = resultSheet({ ...partly, imageIds: [ID, OTHER_ID, ID] }, t);
  assert.deepEqual(
    keyboard[0]?.map(({ label, press }) => [label, 'imageId' in press && press.imageId]),
    [
      ['1', ID],
      ['2', OTHER_ID],
      ['3', ID],
    ],
  );
});

test('a refusal by the filter asks for a new description, a fault offers to try again', () => {
  const end = { coinsBack: 5, generationId: ID } as const;
  const refused = failure({ ...end, end: 'refused', code: 'refused-by-filter' }, t);
  assert.deepEqual(actions(refused), ['rephrase', 'home']);
  assert.match(refused.html, /Ваши монеты вернулись: 5/);
  assert.deepEqual(actions(failure({ ...end, end: 'failed', code: 'timeout' }, t)), [
    'retry',
    'home',
  ]);
});

test('every code has a reason of its own in plain words', () => {
  const told = CODES.map(
    (code) => failure({ end: 'failed', code, coinsBack: 0, generationId: ID }, t).html,
  );
  // Billing and key are one outage to people; making too long is a timeout.
  assert.equal(new Set(told).size, CODES.length - 2);
});

test('a failure without coins to return does not speak of coins', () => {
  const { html } = failure({ end: 'failed', code: null, coinsBack: 0, generationId: ID }, t);
  assert.doesNotMatch(html, /монеты вернулись/);
});

test('a first picture that failed is promised again free of charge, and then given up with a way on', () => {
  const again = firstPictureFailed({ avatarId: ID, isLast: false }, t);
  assert.match(again.html, /попробуем ещё раз сами, бесплатно/);
  assert.deepEqual(actions(again), ['avatars', 'home']);
  const last = firstPictureFailed({ avatarId: ID, isLast: true }, t);
  assert.match(last.html, /так и не получилась[\s\S]*создайте картинку с ним сами/);
  assert.deepEqual(actions(last), ['createWith', 'support', 'home']);
  for (const { html } of [again, last]) assert.doesNotMatch(html, /монет/);
});

test('the whole text can be copied as it was written', () => {
  const { html, keyboard } = wholeText(WILD, t);
  assert.ok(readHtml(html, TEXT_CHARACTERS).includes(WILD));
  assert.match(html, /<pre>/);
  assert.deepEqual(
    keyboard.flat().map(({ press }) => press.do),
    ['close'],
  );
});

test('when things work again, the waiting order is one press away', () => {
  const [first] = worksAgain({ id: ID, price: 20, description: WILD }, t).keyboard.flat();
  assert.deepEqual(first?.press, { do: 'make', draftId: ID, price: 20 });
});

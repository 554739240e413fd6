import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';
import { openChat } from './open-chat.ts';
import { wordsOf } from './phone.ts';

const chat = chatForAll({ env: { SUPPORT_CONTACT: '@aisha_help' } });

const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgGAWjYBSMAggAAAQAAAH0VvTVAAAAAElFTkSuQmCC',
  ),
  (letter) => letter.charCodeAt(0),
);

const hints = {
  ru: {
    sticker: /опишите её словами/,
    voice: /Голос бот пока не понимает/,
    document: /Такое бот не понимает/,
    hello: /Напишите, какую картинку/,
    thanks: /Рады стараться/,
  },
  en: {
    sticker: /describe it in words/,
    voice: /cannot listen yet/,
    document: /does not understand/,
    hello: /what picture/,
    thanks: /welcome/,
  },
} as const;

for (const language of ['ru', 'en'] as const) {
  test(`what is not a description gets a kind hint in ${language}`, async () => {
    const anna = chat.phone(language);
    await anna.say('/start');
    const { telegram } = chat;
    const sends = {
      sticker: () => telegram.sendSticker(anna.id),
      voice: () => telegram.sendVoice(anna.id),
      document: () => telegram.sendDocument(anna.id, new Uint8Array([1])),
      hello: () => telegram.say(anna.id, language === 'ru' ? 'Привет!' : 'Hello!'),
      thanks: () => telegram.say(anna.id, language === 'ru' ? 'Спасибо 🙂' : 'Thank you!'),
    } as const;
    for (const [kind, send] of Object.entries(sends)) {
      await send();
      await chat.settled();
      assert.match(anna.words(), hints[language][kind as keyof typeof sends], kind);
    }
  });
}

test('an album is answered once', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const calls = await anna.callsOf(async () => {
    await chat.telegram.sendAlbum(anna.id, [PIXEL, PIXEL, PIXEL]);
    await chat.settled();
  });
  assert.equal(calls.filter(({ method }) => method === 'sendPhoto').length, 1);
});

test('the hint stands on the screen where the person was', async () => {
  const anna = chat.phone();
  await anna.say('Кот на крыше');
  await chat.telegram.sendSticker(anna.id);
  await chat.settled();
  assert.match(anna.words(), /опишите её словами[\s\S]*Кот на крыше/);
});

test('help, privacy and support answer their commands, and lead back', async () => {
  const anna = chat.phone();
  await anna.say('/help');
  assert.match(anna.words(), /Как это работает/);
  await anna.say('/privacy');
  assert.match(anna.words(), /Что мы храним и как долго/);
  await anna.say('/support');
  assert.match(anna.words(), /@aisha_help/);
  await anna.say('/terms');
  assert.match(anna.words(), /Что мы храним/);
  await anna.say('/paysupport');
  assert.match(anna.words(), /@aisha_help/);
  for (let left = 8; anna.labels().some((label) => label.includes('Назад')); left -= 1) {
    assert.ok(left > 0);
    await anna.press('Назад');
  }
  assert.ok(anna.labels().includes('⚙️ Настройки'));
});

test('an unknown command gets a hint', async () => {
  const anna = chat.phone();
  await anna.say('/constructor');
  assert.match(anna.words(), /Такое бот не понимает/);
});

test('a group is left politely', async () => {
  const anna = chat.phone();
  const before = chat.telegram.calls.length;
  chat.telegram.addToGroup(anna.id);
  await chat.telegram.waitFor(() =>
    chat.telegram.calls.slice(before).some(({ method }) => method === 'leaveChat'),
  );
  const [goodbye] = chat.telegram.calls.slice(before);
  assert.equal(goodbye?.method, 'sendMessage');
  assert.match(String(goodbye?.params['text']), /только в личной переписке/);
});

test('who blocked the bot is left alone, and finds everything on return', async () => {
  const anna = chat.phone();
  await anna.say('Мост через реку');
  const { message_id } = anna.screen();
  chat.telegram.block(anna.id);
  await chat.settled();
  chat.telegram.unblock(anna.id);
  await chat.settled();
  assert.equal(anna.screen().message_id, message_id);
  await anna.press('Создать · 5');
  await chat.settled();
  assert.match(wordsOf(anna.last()), /Готово/);
});

test('a picture made while the bot was blocked arrives on return', async () => {
  const slow = await openChat({ stages: { queueMs: 50, renderMs: 300 } });
  const anna = slow.phone();
  await anna.say('Воздушный шар');
  const { message_id } = anna.screen();
  const make = anna.screen().reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
  await slow.telegram.pressStale(anna.id, message_id, make).answered;
  await slow.telegram.waitFor(() => anna.theirs().some(({ text }) => text !== undefined));
  slow.telegram.block(anna.id);
  await slow.fal.waitFor(() => slow.fal.requests.some(({ state }) => state === 'COMPLETED'));
  await slow.settled();
  slow.telegram.unblock(anna.id);
  await slow.telegram.waitFor(() => /Готово/.test(wordsOf(anna.last())));
  await slow.settled();
  await slow.assertSound();
  await slow.close();
});

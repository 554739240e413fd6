import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANNA, beginTalk, picture, TOKEN } from './talk.ts';

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the page and everything it names is served from here', async (t) => {
  const { url } = await beginTalk(t);
  const page = await (await fetch(`${url}/`)).text();
  const names = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(names.length > 4);
  for (const name of names) {
    const response = await fetch(new URL(name, url));
    assert.equal(response.status, 200, name);
    await response.arrayBuffer();
  }
  const font = await fetch(`${url}/page/fonts/400.ttf`);
  assert.equal(font.headers.get('content-type'), 'font/ttf');
  await font.arrayBuffer();
  assert.equal((await fetch(`${url}/page/..%2froutes.ts`)).status, 404);
});

test('the page’s own words are plain', async (t) => {
  const { url } = await beginTalk(t);
  const words = await (await fetch(`${url}/page/words.js`)).text();
  assert.match(words, /Что будет со следующим аватаром[\s\S]*What becomes of the next avatar/);
  assert.doesNotMatch(words, /обучени|training|lora|prompt|промпт|\bmodel|модел/i);
});

test('what is typed and pressed on the page reaches the bot', async (t) => {
  const { api, url, telegram } = await beginTalk(t);
  const chat = `${url}/page/api/chats/${ANNA}`;
  await post(`${chat}/say`, { text: 'hello' });
  const sent = await api.sendMessage(ANNA, 'choose', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
  });
  const pressed = await post(`${chat}/press`, { messageId: sent.message_id, data: 'yes' });
  assert.deepEqual(await pressed.json(), { queryId: telegram.openQueries()[0] });
  const updates = await api.getUpdates();
  assert.equal(updates.at(-2)?.message?.text, 'hello');
  assert.equal(updates.at(-1)?.callback_query?.data, 'yes');
});

test('photos chosen together arrive as an album, or as files when asked', async (t) => {
  const { url, telegram } = await beginTalk(t);
  const send = async (as: string) => {
    const form = new FormData();
    for (const color of ['#f00', '#0f0']) {
      const bytes = new Uint8Array(await picture(40, 50, color));
      form.append('file', new File([bytes], 'a.jpg', { type: 'image/jpeg' }));
    }
    form.set('as', as);
    form.set('caption', 'two');
    await fetch(`${url}/page/api/chats/${ANNA}/files`, {
      method: 'POST',
      headers: { Origin: url },
      body: form,
    });
    return telegram.chat(ANNA).slice(-2);
  };
  const photos = await send('photo');
  assert.ok(photos[0]?.photo && photos[0].media_group_id === photos[1]?.media_group_id);
  assert.equal(photos[0].caption, 'two');
  const files = await send('file');
  assert.equal(files[1]?.document?.file_name, 'a.jpg');
});

test('more photos than an album holds go as several, the caption with the first', async (t) => {
  const { url, telegram, api } = await beginTalk(t);
  const form = new FormData();
  for (let at = 0; at < 12; at += 1) {
    const bytes = new Uint8Array(await picture(40 + at, 50));
    form.append('file', new File([bytes], 'a.jpg', { type: 'image/jpeg' }));
  }
  form.set('caption', 'twelve');
  const send = { method: 'POST', headers: { Origin: url }, body: form };
  await fetch(`${url}/page/api/chats/${ANNA}/files`, send);
  const updates = (await api.getUpdates()).slice(-12);
  const groups = updates.map(({ message }) => message?.media_group_id);
  assert.deepEqual(
    [new Set(groups.slice(0, 10)).size, new Set(groups.slice(10)).size, new Set(groups).size],
    [1, 1, 2],
  );
  const captions = updates.map(({ message }) => message?.caption);
  assert.deepEqual(captions.filter(Boolean), ['twelve']);
  assert.equal(telegram.chat(ANNA).length, 13);
});

test('example photos are shown, and sent as albums by one press', async (t) => {
  const { url, telegram, api } = await beginTalk(t);
  const examples = `${url}/page/api/chats/${ANNA}/examples`;
  const shown = await fetch(`${examples}/3`);
  assert.equal(shown.headers.get('content-type'), 'image/jpeg');
  await shown.arrayBuffer();
  assert.equal((await fetch(`${examples}/99`)).status, 404);
  await post(examples, { which: Array.from({ length: 12 }, (_, at) => at) });
  const sent = telegram.chat(ANNA).slice(-12);
  assert.ok(sent.every(({ photo }) => photo));
  assert.equal(new Set(sent.map(({ media_group_id }) => media_group_id)).size, 2);
  assert.equal(new Set(sent.map(({ photo }) => photo?.at(-1)?.file_unique_id)).size, 12);
  const file = await api.getFile(sent[0]?.photo?.at(-1)?.file_id ?? '');
  assert.match(file.file_path ?? '', /^photos\//);
});

test('what is said by voice arrives as a voice message of its length', async (t) => {
  const { url, api } = await beginTalk(t);
  await post(`${url}/page/api/chats/${ANNA}/voice`, { text: 'a cat by the window in winter' });
  const { message } = (await api.getUpdates()).at(-1) ?? {};
  assert.equal(message?.voice?.duration, 2);
  assert.equal(message?.voice?.mime_type, 'audio/ogg');
  const file = await api.getFile(message?.voice?.file_id ?? '');
  const bytes = await (await fetch(`${url}/file/bot${TOKEN}/${file.file_path}`)).text();
  assert.match(bytes, /^OggS/);
});

test('trouble with the next training can be ordered where there is any', async (t) => {
  const { createBotApi } = await import('../../../src/demo/bot-api/bot-api.ts');
  const ordered: string[] = ['none'];
  const telegram = createBotApi({
    token: '1:x',
    trouble: {
      kinds: ['none', 'fails'],
      next: () => ordered.at(-1) ?? '',
      order: (kind) => void ordered.push(kind),
    },
  });
  t.after(() => telegram.close());
  const order = (kind: string) =>
    telegram.app.request('/page/api/trouble', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind }),
    });
  assert.equal((await order('fails')).status, 200);
  assert.equal((await order('explodes')).status, 400);
  const told = await telegram.app.request('/page/api/trouble');
  assert.deepEqual(await told.json(), { kinds: ['none', 'fails'], next: 'fails' });
});

test('a form sent by another site is refused', async (t) => {
  const { url, telegram } = await beginTalk(t);
  const response = await fetch(`${url}/page/api/chats/${ANNA}/say`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Origin: 'https://elsewhere.example' },
    body: JSON.stringify({ text: 'forged' }),
  });
  assert.equal(response.ok, false);
  assert.equal(telegram.chat(ANNA).length, 1);
});

test('what the bot does is streamed to the page', async (t) => {
  const { api, url } = await beginTalk(t);
  const response = await fetch(`${url}/page/api/events`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = (await reader?.read())?.value ?? '';
  assert.match(heard, /event: hello/);
  await api.sendChatAction(ANNA, 'upload_photo');
  await api.sendMessage(ANNA, 'streamed');
  while (!heard.includes('streamed')) heard += (await reader?.read())?.value ?? '';
  assert.match(heard, /"type":"action","chatId":11,"action":"upload_photo"/);
  await reader?.cancel();
});

test('a demo begins with three people', async (t) => {
  const { createBotApi } = await import('../../../src/demo/bot-api/bot-api.ts');
  const telegram = createBotApi({ token: '1:x' });
  t.after(() => telegram.close());
  await telegram.app.request('/page/api/state');
  assert.deepEqual(
    telegram.people().map((person) => [person.first_name, person.language_code]),
    [
      ['Анна', 'ru'],
      ['Борис', 'ru'],
      ['Emma', 'en'],
    ],
  );
});

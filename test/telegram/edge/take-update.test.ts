import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Update } from 'grammy/types';
import type { ChatEvent } from '../../../machines/chat/types.ts';
import { EdgeError } from '../../../src/telegram/edge-error.ts';
import type { Press } from '../../../src/telegram/press.ts';
import { encodePress } from '../../../src/telegram/press-data.ts';
import {
  createEdge,
  type Dispatched,
  type Edge,
  type EdgePorts,
} from '../../../src/telegram/take-update.ts';

const STORE_DOWN = new Error('the store does not answer');
const FOR_ANOTHER = new Error('a newer instance has it');

const shared = { description: 'a cat', shape: '1:1', count: 1, look: 'fast', style: null } as const;
const order = { ...shared, messageId: 5, avatarId: null, edit: null };

/** An edge whose ports note what they are asked for. */
function begin(ports: Partial<EdgePorts> = {}) {
  const log: string[] = [];
  const answers: [id: string, text: string | null][] = [];
  const events: ChatEvent[] = [];
  const dead: [from: number, update: Update][] = [];
  const edge = createEdge({
    meet: async ({ telegramId }) => ({
      personId: `p${telegramId}`,
      isNew: false,
      language: 'en',
      screen: 9,
    }),
    reachable: async (id) => void log.push(`reachable ${id}`),
    unreachable: async (id) => void log.push(`unreachable ${id}`),
    facts: {
      image: async (_, id) => (id === 'mine' ? order : null),
      order: async (_, id) => (id === 'mine' ? order : null),
      trashed: async (_, id) => id === 'mine',
      album: async (_, id) => id === 'mine',
      shared: async (token) => (token === 'TOKEN' ? shared : null),
      avatar: async (_, id) => ({ avatarId: id ?? 'main', isReady: true }),
      training: async (_, id) => id === 'mine',
      preparing: async () => 'avatar',
      replied: async (_, id) => (id === 9 ? { imageId: 'mine', order } : null),
    },
    dispatchChat: async (_, __, delivery, event) => {
      log.push(`${delivery} ${event.type}`);
      events.push(event);
      return { kind: 'taken', answers: [] };
    },
    dispatchGeneration: async (id, delivery, { type }) => {
      log.push(`${delivery} ${id} ${type}`);
      return { kind: 'taken', answers: ['job-cancelled'] };
    },
    dispatchTraining: async (id, delivery, { type }) => {
      log.push(`${delivery} training ${id} ${type}`);
      return { kind: 'ignored', answers: [] };
    },
    answer: async (id, text) => void answers.push([id, text]),
    toast: (key, language) => `${language ?? '??'}:${key}`,
    leaveGroup: async (id) => void log.push(`left ${id}`),
    deadLetter: async ({ update, telegramId }) => void dead.push([telegramId, update]),
    isUnavailable: (error) => error === STORE_DOWN || error === FOR_ANOTHER,
    isForAnother: (error) => error === FOR_ANOTHER,
    report: (code) => void log.push(code),
    newId: () => 'new',
    idea: () => 'an idea',
    style: () => 'a style',
    ...ports,
  });
  return { edge, log, answers, events, dead };
}

const who = (id: number) => ({
  from: { id, is_bot: false, first_name: 'A', language_code: 'ru' },
  chat: { id, type: 'private', first_name: 'A' },
});

let lastUpdate = 0;
const made = (content: object) => {
  lastUpdate += 1;
  return { update_id: lastUpdate, ...content } as unknown as Update;
};
const words = (text: string, id = 11) =>
  made({ message: { message_id: 1, date: 0, ...who(id), text } });
const pressed = (press: Press | null, queryId = 'q1', id = 11) => {
  const { from, chat } = who(id);
  const data = press ? encodePress(press) : 'nonsense';
  const message = { message_id: 9, date: 1, chat };
  return made({ callback_query: { id: queryId, from, chat_instance: '1', data, message } });
};

test('a word is dispatched under the id of its update', async () => {
  const { edge, log, answers } = begin();
  const update = words('a cat');
  assert.deepEqual(await edge.take(update), { kind: 'taken' });
  assert.deepEqual(log, [`u${update.update_id} text`]);
  assert.deepEqual(answers, []);
});

test('a press is answered with the toast of its step, in the person’s language', async () => {
  const dispatchChat = async (): Promise<Dispatched> => ({ kind: 'taken', answers: ['saved'] });
  const { edge, answers } = begin({ dispatchChat });
  await edge.take(pressed({ do: 'preferCount', count: 2 }));
  await edge.idle();
  assert.deepEqual(answers, [['q1', 'en:saved']]);
});

test('an ignored press, a stale one and a cancelled job are answered too', async () => {
  const dispatchChat = async (): Promise<Dispatched> => ({ kind: 'ignored', answers: [] });
  const { edge, answers } = begin({ dispatchChat });
  assert.deepEqual(await edge.take(pressed({ do: 'back' }, 'q1')), { kind: 'ignored' });
  await edge.take(pressed(null, 'q2'));
  await edge.take(pressed({ do: 'cancelJob', generationId: 'mine' }, 'q3'));
  await edge.idle();
  assert.deepEqual(answers, [
    ['q1', null],
    ['q2', null],
    ['q3', 'en:job-cancelled'],
  ]);
});

test('a press that means nothing is answered without a step', async () => {
  const { edge, log, answers } = begin();
  assert.deepEqual(await edge.take(pressed({ do: 'nothing' })), { kind: 'ignored' });
  await edge.idle();
  assert.deepEqual(log, []);
  assert.deepEqual(answers, [['q1', 'en:no-pictures-here']]);
});

test('a shared link brings its description, and is not kept as where somebody came from', async () => {
  const origins: (string | null)[] = [];
  const { edge, events } = begin({
    meet: async ({ startParameter }) => {
      origins.push(startParameter);
      return { personId: 'p', isNew: true, language: 'en', screen: null };
    },
  });
  await edge.take(words('/start s_TOKEN'));
  await edge.take(words('/start s_GONE'));
  await edge.take(words('/start friend'));
  assert.deepEqual(origins, ['shared', 'shared', 'friend']);
  const [found, gone, friend] = events;
  assert.equal(found?.type === 'shared' && found.draft?.description, 'a cat');
  assert.equal(found?.type === 'shared' && found.draft?.messageId, null);
  assert.equal(gone?.type === 'shared' && gone.draft, null);
  assert.equal(friend?.type, 'start');
});

test('cancelling too late says so', async () => {
  const { edge, answers } = begin({
    dispatchGeneration: async () => ({ kind: 'ignored', answers: [] }),
  });
  await edge.take(pressed({ do: 'cancelJob', generationId: 'mine' }));
  await edge.idle();
  assert.deepEqual(answers, [['q1', 'en:too-late-to-cancel']]);
});

test('a press that comes twice is answered once', async () => {
  const { edge, answers } = begin();
  const update = pressed({ do: 'home' });
  await edge.take(update);
  await edge.take(update);
  await edge.idle();
  assert.deepEqual(answers, [['q1', null]]);
});

test('nobody waits for Telegram to take an answer', async () => {
  const never = Promise.withResolvers<void>();
  const { edge, log } = begin({ answer: () => never.promise });
  assert.deepEqual(await edge.take(pressed({ do: 'home' })), { kind: 'taken' });
  never.reject(new Error('no connection'));
  await edge.idle();
  assert.equal(log.at(-1), 'press-unanswered');
});

/** However often it comes, it must come again. */
async function assertPutOff(edge: Edge, update: Update): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await assert.rejects(
      edge.take(update),
      (error) => error instanceof EdgeError && error.code === 'unavailable',
    );
  }
  await edge.idle();
}

test('with the store out of reach the update must come again, however often', async () => {
  const { edge, answers, dead } = begin({
    dispatchChat: () => Promise.reject(STORE_DOWN),
  });
  await assertPutOff(edge, pressed({ do: 'home' }));
  assert.deepEqual(answers, [['q1', '??:trouble']]);
  assert.deepEqual(dead, []);
});

test('an update for another instance comes again, and its press is not answered here', async () => {
  const { edge, answers, dead } = begin({ dispatchChat: () => Promise.reject(FOR_ANOTHER) });
  await assertPutOff(edge, pressed({ do: 'home' }));
  assert.deepEqual(answers, []);
  assert.deepEqual(dead, []);
});

test('an update that fails three times is kept for an operator and let pass', async () => {
  let tries = 0;
  const { edge, dead } = begin({
    dispatchChat: () => {
      tries += 1;
      return Promise.reject(new Error('a mistake of ours'));
    },
  });
  const update = words('poison');
  const isFailed = (error: unknown) => error instanceof EdgeError && error.code === 'update-failed';
  await assert.rejects(edge.take(update), isFailed);
  await assert.rejects(edge.take(update), isFailed);
  assert.deepEqual(await edge.take(update), { kind: 'dead' });
  assert.equal(tries, 3);
  assert.deepEqual(dead, [[update.message?.from?.id, update]]);
});

test('an update whose dead letter cannot be kept comes again', async () => {
  const { edge } = begin({
    dispatchChat: () => Promise.reject(new Error('a mistake of ours')),
    deadLetter: () => Promise.reject(STORE_DOWN),
  });
  const update = words('poison');
  const codes: string[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    await edge.take(update).catch((error: EdgeError) => void codes.push(error.code));
  }
  assert.deepEqual(codes, ['update-failed', 'update-failed', 'unavailable', 'unavailable']);
});

test('one person’s updates go in turn while another’s go ahead', async () => {
  const gate = Promise.withResolvers<void>();
  const taken: string[] = [];
  const { edge } = begin({
    dispatchChat: async (telegramId, _, __, event) => {
      if (event.type === 'text' && event.text === 'slow') await gate.promise;
      taken.push(`${telegramId} ${event.type === 'text' ? event.text : event.type}`);
      return { kind: 'taken', answers: [] };
    },
  });
  const slow = edge.take(words('slow'));
  const after = edge.take(pressed({ do: 'home' }));
  await edge.take(words('other', 12));
  assert.deepEqual(taken, ['12 other']);
  gate.resolve();
  await Promise.all([slow, after]);
  assert.deepEqual(taken, ['12 other', '11 slow', '11 home']);
});

test('the first /start greets and keeps where the person came from', async () => {
  const arrivals: object[] = [];
  const { edge, events } = begin({
    meet: async (arrival) => {
      arrivals.push(arrival);
      return { personId: 'p', isNew: true, language: 'ru', screen: null };
    },
  });
  await edge.take(words('/start friend42'));
  assert.deepEqual(arrivals, [{ telegramId: 11, languageCode: 'ru', startParameter: 'friend42' }]);
  assert.deepEqual(events, [{ type: 'start', first: true, on: 'new' }]);
});

test('blocking and returning are noted without making anybody known', async () => {
  const { edge, log } = begin({ meet: () => Promise.reject(new Error('nobody is to be met')) });
  const membership = (status: string) =>
    made({
      my_chat_member: { ...who(11), date: 0, new_chat_member: { user: who(1).from, status } },
    });
  assert.deepEqual(await edge.take(membership('kicked')), { kind: 'noted' });
  assert.deepEqual(await edge.take(membership('member')), { kind: 'noted' });
  assert.deepEqual(log, ['unreachable 11', 'reachable 11']);
});

test('a group is left', async () => {
  const { edge, log } = begin();
  const chat = { id: -5, type: 'group', title: 'Family' };
  const update = made({
    message: { message_id: 1, date: 0, from: who(11).from, chat, text: 'hi' },
  });
  assert.deepEqual(await edge.take(update), { kind: 'left' });
  assert.deepEqual(log, ['left -5']);
});

test('an update that says nothing to us is done', async () => {
  const { edge, log } = begin();
  assert.deepEqual(await edge.take(made({ poll: {} })), { kind: 'nothing' });
  assert.deepEqual(log, []);
});

test('a training that can no longer be cancelled is answered so', async () => {
  const { edge, log, answers } = begin();
  await edge.take(pressed({ do: 'cancelTraining', trainingId: 'mine' }));
  await edge.idle();
  assert.match(log.join(), /training mine cancel/);
  assert.deepEqual(answers, [['q1', 'en:too-late-to-cancel']]);
});

test('words in reply to a picture change it', async () => {
  const { edge, events } = begin();
  const said = { message_id: 12, date: 0, ...who(11), text: 'make it blue' };
  await edge.take(made({ message: { ...said, reply_to_message: { message_id: 9 } } }));
  await edge.take(made({ message: { ...said, reply_to_message: { message_id: 8 } } }));
  assert.deepEqual(
    events.map(({ type }) => type),
    ['editBy', 'text'],
  );
});

test('in a rush few presses are answered at a time, and each of them in the end', async () => {
  const underWay: string[] = [];
  const open: (() => void)[] = [];
  const { edge } = begin({
    answer: (id) => {
      underWay.push(id);
      return new Promise<void>((resolve) => open.push(resolve));
    },
  });
  const ids = Array.from({ length: 100 }, (_, nth) => `q${nth}`);
  for (const id of ids) await edge.take(pressed({ do: 'home' }, id));
  assert.deepEqual(underWay, ids.slice(0, 32));
  const idle = edge.idle();
  while (open.length > 0) {
    open.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await idle;
  assert.deepEqual(underWay, ids);
});

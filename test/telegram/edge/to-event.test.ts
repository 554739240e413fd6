import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Press } from '../../../src/telegram/press.ts';
import {
  type Facts,
  lookUp,
  lookUpShared,
  nothingFound,
  type Order,
} from '../../../src/telegram/press-facts.ts';
import type { Said } from '../../../src/telegram/read-update.ts';
import type { Step } from '../../../src/telegram/step.ts';
import { toEvent } from '../../../src/telegram/to-event.ts';

const SHARED = {
  description: 'a cat',
  shape: '3:4',
  count: 2,
  look: 'fast',
  style: 'space',
} as const;
const ORDER: Order = { ...SHARED, messageId: 5, avatarId: null, edit: null };
const PRESSED = 40;

const ids = {
  newId: () => 'draft-new',
  idea: (which: number | 'surprise') => (which === 99 ? null : `idea ${which}`),
  style: (id: string) => (id === 'gone' ? null : `style ${id}`),
};

/** Owns image, order, album and trashed image `mine`; message 40 is the screen. */
function facts(asked: string[] = []): Facts {
  const own = (what: string) => async (_: string, id: string) => {
    asked.push(what);
    return id === 'mine' ? ORDER : null;
  };
  return {
    image: own('image'),
    order: own('order'),
    trashed: async (_, id) => {
      asked.push('trashed');
      return id === 'mine';
    },
    album: async (_, id) => {
      asked.push('album');
      return id === 'mine';
    },
    shared: async (token) => {
      asked.push('shared');
      return token === 'TOKEN' ? SHARED : null;
    },
    avatar: async (_, id) => {
      asked.push('avatar');
      if (id === null) return { avatarId: 'main', isReady: true };
      return id === 'mine' || id === 'training' ? { avatarId: id, isReady: id === 'mine' } : null;
    },
    preparing: async () => {
      asked.push('preparing');
      return 'mine';
    },
    training: async (_, id) => {
      asked.push('training');
      return id === 'mine';
    },
    replied: async (_, messageId) => {
      asked.push('replied');
      return messageId === 41 ? { imageId: 'mine', order: ORDER } : null;
    },
  };
}

async function press(
  press: Press | null,
  messageId: number | null = PRESSED,
  asked: string[] = [],
): Promise<Step> {
  const found = await lookUp(
    facts(asked),
    { personId: 'person', screen: PRESSED },
    { press, messageId },
  );
  const said: Said = { kind: 'press', press, callbackQueryId: 'q', messageId };
  return toEvent(said, { ...found, isNew: false, language: 'en' }, ids);
}

const scene = { ...nothingFound, isNew: false, language: 'ru' } as const;
const say = (said: Said, isNew = false) => toEvent(said, { ...scene, isNew }, ids);
const text = (words: string) => say({ kind: 'text', text: words, messageId: 3, replyTo: null });
const command = (name: string, argument = '', isNew = false) =>
  say({ kind: 'command', name, argument, messageId: 3 }, isNew);

const chat = (event: object) => ({ to: 'chat', event });

test('a press on the screen is answered on it', async () => {
  assert.deepEqual(await press({ do: 'home' }), chat({ type: 'home', on: PRESSED }));
  assert.deepEqual(
    await press({ do: 'pick', draftId: 'd', what: 'shape' }),
    chat({ type: 'pick', draftId: 'd', what: 'shape', on: PRESSED }),
  );
});

test('a press on a result is answered with a new screen', async () => {
  const onResult = 41;
  assert.deepEqual(await press({ do: 'home' }, onResult), chat({ type: 'home', on: 'new' }));
  assert.deepEqual(
    await press({ do: 'image', imageId: 'mine' }, onResult),
    chat({ type: 'image', imageId: 'mine', fresh: true, on: 'new' }),
  );
});

test('a press on a message that is not known is answered with a new screen', async () => {
  assert.deepEqual(await press({ do: 'back' }, null), chat({ type: 'back', on: 'new' }));
});

test('a favourite on a result names the message whose buttons change', async () => {
  const favourite = { do: 'favourite', imageId: 'mine', marked: true } as const;
  const onResult = await press({ ...favourite, onResult: true }, 41);
  assert.deepEqual(
    onResult,
    chat({ type: 'favourite', imageId: 'mine', marked: true, resultId: 41, on: 'new' }),
  );
  const onScreen = await press({ ...favourite, onResult: false });
  assert.deepEqual(
    onScreen,
    chat({ type: 'favourite', imageId: 'mine', marked: true, resultId: null, on: PRESSED }),
  );
});

test('again and change bring the settings of the picture in a draft of their own', async () => {
  const draft = { ...ORDER, id: 'draft-new' };
  for (const type of ['again', 'change'] as const) {
    const step = await press({ do: type, imageId: 'mine' }, 41);
    assert.deepEqual(step, chat({ type, draft, on: 'new' }));
  }
  assert.deepEqual(
    await press({ do: 'retry', generationId: 'mine' }),
    chat({ type: 'again', draft, on: 'new' }),
  );
  assert.deepEqual(
    await press({ do: 'rephrase', generationId: 'mine' }),
    chat({ type: 'change', draft, on: 'new' }),
  );
});

test("another's image is as good as gone", async () => {
  const gone = chat({ type: 'image', imageId: null, fresh: false, on: PRESSED });
  const foreign = { imageId: 'foreign' };
  const presses: readonly Press[] = [
    { do: 'image', ...foreign },
    { do: 'favourite', ...foreign, marked: true, onResult: false },
    { do: 'delete', ...foreign },
    { do: 'deleteSure', ...foreign },
    { do: 'wholeText', ...foreign },
    { do: 'original', ...foreign },
    { do: 'again', ...foreign },
    { do: 'change', ...foreign },
    { do: 'details', ...foreign },
    { do: 'share', ...foreign },
    { do: 'mark', ...foreign, marked: true },
    { do: 'addTo', ...foreign, page: 0 },
    { do: 'inAlbum', ...foreign, albumId: 'mine', added: true },
  ];
  for (const one of presses) assert.deepEqual(await press(one), gone, one.do);
});

test("another's album is as good as gone", async () => {
  const gone = chat({ type: 'album', albumId: null, on: PRESSED });
  const foreign = { albumId: 'foreign' };
  const presses: readonly Press[] = [
    { do: 'album', ...foreign },
    { do: 'openAlbum', ...foreign },
    { do: 'byAlbum', ...foreign },
    { do: 'renameAlbum', ...foreign },
    { do: 'deleteAlbum', ...foreign },
    { do: 'deleteAlbumSure', ...foreign },
    { do: 'inAlbum', ...foreign, imageId: 'mine', added: true },
    { do: 'inAlbum', ...foreign, imageId: null, added: true },
  ];
  for (const one of presses) assert.deepEqual(await press(one), gone, one.do);
});

test('what is not in the trash opens the trash', async () => {
  const gone = chat({ type: 'trash', imageId: null, on: PRESSED });
  for (const name of ['restore', 'purge', 'purgeSure'] as const) {
    assert.deepEqual(await press({ do: name, imageId: 'foreign' }), gone, name);
    assert.deepEqual(
      await press({ do: name, imageId: 'mine' }),
      chat({ type: name, imageId: 'mine', on: PRESSED }),
    );
  }
});

test('a part of the gallery is opened by its filter', async () => {
  const opened = (filter: object) => chat({ type: 'open', filter, on: PRESSED });
  const pairs: readonly (readonly [Press, object])[] = [
    [{ do: 'openAlbum', albumId: 'mine' }, { albumId: 'mine' }],
    [{ do: 'openLook', look: 'dev' }, { look: 'dev' }],
    [{ do: 'openShape', shape: '1:1' }, { shape: '1:1' }],
    [{ do: 'openMonth', month: '2026-05' }, { time: { month: '2026-05' } }],
    [{ do: 'openFavourites' }, { favourites: true }],
  ];
  for (const [one, filter] of pairs) assert.deepEqual(await press(one), opened(filter), one.do);
});

test('a value of a filter is put on or taken off', async () => {
  const filtered = (change: object) => chat({ type: 'filter', change, on: PRESSED });
  const days = { from: '2026-05-01', until: '2026-05-03' };
  const pairs: readonly (readonly [Press, object])[] = [
    [{ do: 'byKind', kind: 'avatar' }, { kind: 'avatar' }],
    [{ do: 'byLook', look: null }, { look: null }],
    [{ do: 'byShape', shape: '4:3' }, { shape: '4:3' }],
    [{ do: 'byAlbum', albumId: 'mine' }, { albumId: 'mine' }],
    [{ do: 'byAlbum', albumId: null }, { albumId: null }],
    [{ do: 'byFavourites', on: true }, { favourites: true }],
    [{ do: 'byFavourites', on: false }, { favourites: null }],
    [{ do: 'byTime', last: 'week' }, { time: { last: 'week' } }],
    [{ do: 'byTime', last: null }, { time: null }],
    [{ do: 'byMonth', month: '2026-05' }, { time: { month: '2026-05' } }],
    [{ do: 'byDays', ...days }, { time: days }],
    [{ do: 'byWords' }, { words: null }],
  ];
  for (const [one, change] of pairs) assert.deepEqual(await press(one), filtered(change), one.do);
});

test('an empty cell of the calendar is answered, and nothing happens', async () => {
  assert.deepEqual(await press({ do: 'nothing' }), { to: 'nobody', toast: 'no-pictures-here' });
});

test('an image on the screen is shown among the others, as they are filtered', async () => {
  assert.deepEqual(
    await press({ do: 'image', imageId: 'mine' }),
    chat({ type: 'image', imageId: 'mine', fresh: false, on: PRESSED }),
  );
});

test('a shared link brings the description in a draft of its own', async () => {
  const follow = async (token: string) => {
    const found = await lookUpShared(facts(), token);
    const said: Said = { kind: 'command', name: 'start', argument: `s_${token}`, messageId: 3 };
    return toEvent(said, { ...found, isNew: true, language: 'ru' }, ids);
  };
  const draft = { ...ORDER, id: 'draft-new', messageId: null };
  assert.deepEqual(await follow('TOKEN'), chat({ type: 'shared', draft, on: 'new' }));
  assert.deepEqual(await follow('GONE'), chat({ type: 'shared', draft: null, on: 'new' }));
});

test("another's order is out of date, and cannot be cancelled", async () => {
  assert.deepEqual(
    await press({ do: 'retry', generationId: 'foreign' }),
    chat({ type: 'stale', on: 'new' }),
  );
  assert.deepEqual(
    await press({ do: 'cancelJob', generationId: 'foreign' }),
    chat({ type: 'stale', on: 'living' }),
  );
});

test('cancelling an order is told to the order', async () => {
  const step = await press({ do: 'cancelJob', generationId: 'mine' }, 44);
  assert.deepEqual(step, { to: 'generation', id: 'mine', event: { type: 'cancel' } });
});

test('an idea brings its words; one that is no longer there is out of date', async () => {
  assert.deepEqual(
    await press({ do: 'idea', which: 2 }),
    chat({ type: 'idea', text: 'idea 2', draftId: 'draft-new', on: PRESSED }),
  );
  assert.deepEqual(await press({ do: 'idea', which: 99 }), chat({ type: 'stale', on: PRESSED }));
});

test('a press without a meaning is out of date', async () => {
  assert.deepEqual(await press(null), chat({ type: 'stale', on: PRESSED }));
  assert.deepEqual(await press(null, 41), chat({ type: 'stale', on: 'new' }));
});

test('only what a press needs is looked up', async () => {
  const asked: string[] = [];
  await press({ do: 'make', draftId: 'd', price: 5 }, PRESSED, asked);
  await press({ do: 'preferCount', count: 2 }, PRESSED, asked);
  assert.deepEqual(asked, []);
  await press({ do: 'deleteSure', imageId: 'mine' }, PRESSED, asked);
  assert.deepEqual(asked, ['image']);
  await press({ do: 'grid', imageId: 'mine' }, PRESSED, asked);
  await press({ do: 'addTo', imageId: null, page: 0 }, PRESSED, asked);
  assert.deepEqual(asked, ['image']);
  await press({ do: 'inAlbum', albumId: 'mine', imageId: 'mine', added: true }, PRESSED, asked);
  assert.deepEqual(asked.slice(1).sort(), ['album', 'image']);
});

test('words become a draft of their own at the bottom', () => {
  assert.deepEqual(
    text('a cat'),
    chat({ type: 'text', text: 'a cat', messageId: 3, draftId: 'draft-new', on: 'new' }),
  );
  assert.deepEqual(
    say({ kind: 'edited', text: 'a dog', messageId: 3 }),
    chat({ type: 'edited', text: 'a dog', messageId: 3, on: 'living' }),
  );
});

test('greetings and thanks are answered kindly, in both languages', () => {
  const hint = (key: string, text: string) =>
    chat({ type: 'unhandled', hint: key, text, on: 'new' });
  for (const words of ['Привет!', 'Здравствуйте 🙂', 'Hello', 'добрый  день.']) {
    assert.deepEqual(text(words), hint('hint-hello', words), words);
  }
  for (const words of ['Спасибо!!!', 'thank you ❤️', 'Thanks']) {
    assert.deepEqual(text(words), hint('hint-thanks', words), words);
  }
  assert.equal(text('Привет с моря, открытка').to, 'chat');
  const postcard = 'Привет с моря, открытка';
  assert.notDeepEqual(text(postcard), hint('hint-hello', postcard));
});

test('media and unknown commands are answered with a hint', () => {
  const hint = (key: string) => chat({ type: 'unhandled', hint: key, text: null, on: 'new' });
  const media = (kind: Extract<Said, { kind: 'media' }>['media']) =>
    say({ kind: 'media', media: kind, messageId: 3 });
  assert.deepEqual(media('sticker'), hint('hint-sticker'));
  assert.deepEqual(media('voice'), hint('hint-voice'));
  assert.deepEqual(media('photo'), hint('hint-photo'));
  assert.deepEqual(media('poll'), hint('hint-other'));
  for (const name of ['nonsense', 'constructor', '__proto__', 'tostring']) {
    assert.deepEqual(command(name), hint('hint-other'), name);
  }
});

test('every command leads where it says', () => {
  const to = (type: string, more: object = {}) => chat({ type, on: 'new', ...more });
  assert.deepEqual(command('start', 'friend', true), to('start', { first: true }));
  assert.deepEqual(command('start'), to('start', { first: false }));
  assert.deepEqual(command('menu'), to('start', { first: false }));
  assert.deepEqual(command('promo'), to('enterCode'));
  assert.deepEqual(command('promo', 'SPRING'), to('redeem', { code: 'SPRING' }));
  assert.deepEqual(
    command('create', 'a cat'),
    to('text', { text: 'a cat', messageId: 3, draftId: 'draft-new' }),
  );
  assert.deepEqual(command('favourites'), to('open', { filter: { favourites: true } }));
  assert.deepEqual(command('albums'), to('albums', { page: 0 }));
  assert.deepEqual(command('find'), to('search'));
  assert.deepEqual(command('find', 'cat hat'), to('find', { words: 'cat hat' }));
  assert.deepEqual(command('trash'), to('trash', { imageId: null }));
  const plain = [
    'create',
    'gallery',
    'balance',
    'settings',
    'help',
    'cancel',
    'privacy',
    'support',
  ];
  for (const name of plain) assert.deepEqual(command(name), to(name));
});

const avatarGone = (notice: string) => chat({ type: 'avatarGone', notice, on: PRESSED });

test("another's avatar is as good as gone", async () => {
  const foreign = { avatarId: 'foreign' };
  const presses: readonly Press[] = [
    { do: 'avatars', ...foreign },
    { do: 'openAvatar', ...foreign },
    { do: 'byAvatar', ...foreign },
    { do: 'renameAvatar', ...foreign },
    { do: 'makeMain', ...foreign },
    { do: 'deleteAvatar', ...foreign },
    { do: 'deleteAvatarSure', ...foreign, images: 'keep' },
    { do: 'deleteAvatarYes', ...foreign, images: 'delete' },
    { do: 'wizard', ...foreign },
    { do: 'createWith', ...foreign },
    { do: 'chooseAvatar', draftId: 'd', ...foreign },
    { do: 'train', ...foreign, n: 1, price: 150 },
  ];
  for (const one of presses) assert.deepEqual(await press(one), avatarGone('avatar-gone'), one.do);
  assert.deepEqual(
    await press({ do: 'cancelTraining', trainingId: 'foreign' }),
    chat({ type: 'stale', on: 'living' }),
  );
});

test('an avatar that is not ready makes no pictures', async () => {
  const avatarId = 'training';
  const gone = avatarGone('avatar-not-ready');
  assert.deepEqual(await press({ do: 'createWith', avatarId }), gone);
  assert.deepEqual(await press({ do: 'chooseAvatar', draftId: 'd', avatarId }), gone);
  assert.deepEqual(await press({ do: 'makeMain', avatarId }), gone);
  assert.deepEqual(
    await press({ do: 'avatars', avatarId }),
    chat({ type: 'avatars', avatarId, on: PRESSED }),
  );
});

test('with me begins with the main avatar, and without one with the wizard', async () => {
  assert.deepEqual(
    await press({ do: 'createWith', avatarId: null }),
    chat({ type: 'createWith', avatarId: 'main', on: PRESSED }),
  );
  assert.deepEqual(command('me'), chat({ type: 'wizard', avatarId: null, on: 'new' }));
  assert.deepEqual(
    await press({ do: 'chooseAvatar', draftId: 'd', avatarId: null }),
    chat({ type: 'choose', draftId: 'd', choice: { avatarId: null }, on: PRESSED }),
  );
});

test('an enlargement and a cut-out are confirmed first', async () => {
  for (const how of ['upscale', 'cutout'] as const) {
    const edit = { imageId: 'mine', how };
    const draft = { ...ORDER, id: 'draft-new', count: 1, look: null, style: null, edit };
    assert.deepEqual(
      await press({ do: how, imageId: 'mine' }, 41),
      chat({ type: 'again', draft, on: 'new' }),
    );
  }
});

test('a ready style brings its name', async () => {
  assert.deepEqual(
    await press({ do: 'style', style: 'film' }),
    chat({ type: 'style', style: 'film', text: 'style film', draftId: 'draft-new', on: PRESSED }),
  );
  assert.deepEqual(
    await press({ do: 'style', style: 'gone' }),
    chat({ type: 'stale', on: PRESSED }),
  );
});

test('cancelling a training is told to the training', async () => {
  const step = await press({ do: 'cancelTraining', trainingId: 'mine' }, 44);
  assert.deepEqual(step, { to: 'training', id: 'mine', event: { type: 'cancel' } });
});

test('a photo and a voice message bring a draft of their own', () => {
  const photo = {
    fileId: 'f',
    fileUniqueId: 'u',
    groupId: null,
    fileType: null,
    bytes: 5,
    caption: null,
    messageId: 3,
  };
  assert.deepEqual(
    say({ kind: 'photo', ...photo }),
    chat({ type: 'photo', ...photo, draftId: 'draft-new', on: 'new' }),
  );
  assert.deepEqual(
    toEvent({ kind: 'photo', ...photo }, { ...scene, preparingId: 'mine' }, ids),
    chat({ type: 'photo', ...photo, forId: 'mine', draftId: 'draft-new', on: 'new' }),
  );
  const voice = { fileId: 'f', seconds: 9, messageId: 3 };
  assert.deepEqual(
    say({ kind: 'voice', ...voice }),
    chat({ type: 'voice', ...voice, draftId: 'draft-new', on: 'new' }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { View } from '../../../machines/chat/views.ts';
import type { Press } from '../../../src/telegram/press.ts';
import { render } from '../../../src/telegram/screens/render.ts';
import type { Button, Screen } from '../../../src/telegram/screens/screen.ts';
import { everyMessage } from '../../fixtures/messages.ts';
import {
  card,
  context,
  draft,
  everyCase,
  everyNotice,
  gallery,
  ID,
  LANGUAGES,
  lookOf,
  looks,
  OTHER_ID,
  screenData,
  WILD,
} from '../../fixtures/screen-data.ts';
import { assertKeyboard, assertTable, readHtml } from './rules.ts';
import { say } from './say.ts';

const CAPTION_CHARACTERS = 1024;

/** Screens whose buttons are a table. */
const TABLES: ReadonlySet<View> = new Set([
  'gallery.grid',
  'gallery.marking',
  'gallery.calendar',
  'settings.zone',
]);

const withCard = (given: Partial<typeof card>) => ({ ...gallery, card: { ...card, ...given } });

const shown = (given: Parameters<typeof screenData>[0]): Screen => {
  const data = screenData(given);
  return render(data, say(data.language));
};

const buttons = ({ keyboard }: Pick<Screen, 'keyboard'>): readonly Button[] => keyboard.flat();
const labels = (screen: Screen): readonly string[] => buttons(screen).map(({ label }) => label);
const actions = (screen: Screen): readonly Press['do'][] =>
  buttons(screen).map(({ press }) => press.do);

function assertPicture(picture: Screen['picture']): void {
  if (picture.kind === 'banner') {
    assert.doesNotMatch(picture.title + (picture.subtitle ?? ''), /[<>&{}]/);
  }
  if (picture.kind === 'sheet') assert.ok(picture.cells.length >= 1 && picture.cells.length <= 9);
  if (picture.kind === 'chart') {
    for (const { label } of picture.bars) assert.ok(label.length >= 1 && label.length <= 5, label);
  }
}

type Case = (typeof everyCase)[number];

const captionWith = ({ data }: Case, notice: (typeof everyNotice)[number]): string =>
  render({ ...data, context: { ...data.context, notice } }, say(data.language)).caption;

/** Whatever leaves room for these leaves room for all: a notice is a line before the caption. */
const LONGEST = 5;
const longestNotices = new Map(
  LANGUAGES.map((language) => {
    const some = everyCase.find(({ data }) => data.language === language);
    assert.ok(some);
    const byLength = everyNotice.toSorted(
      (one, other) => captionWith(some, other).length - captionWith(some, one).length,
    );
    return [language, byLength.slice(0, LONGEST)] as const;
  }),
);

for (const { name, view, data } of everyCase) {
  test(`${name}: keyboard, caption and picture keep the rules`, () => {
    const screen = render(data, say(data.language));
    const assertAll = TABLES.has(view) ? assertTable : assertKeyboard;
    assertAll(screen.keyboard);
    readHtml(screen.caption, CAPTION_CHARACTERS);
    assertPicture(screen.picture);
    if (!view.startsWith('home.')) assert.ok(actions(screen).includes('back'), 'no way back');
  });

  test(`${name} leaves room for a notice`, () => {
    for (const notice of longestNotices.get(data.language) ?? [])
      readHtml(captionWith({ name, view, data }, notice), CAPTION_CHARACTERS);
  });
}

for (const language of LANGUAGES)
  test(`every notice in ${language} keeps the rules of a caption`, () => {
    const first = everyCase.find(({ data }) => data.language === language);
    assert.ok(first);
    for (const notice of everyNotice) readHtml(captionWith(first, notice), CAPTION_CHARACTERS);
  });

test('a notice is the first line of the caption, with its arguments', () => {
  const notice = { key: 'promo-credited', args: { coins: 21 } } as const;
  const { caption } = shown({ context: { ...context, notice } });
  assert.match(caption, /^🎉 Промокод принят! Вам добавлено: 21 монета\.\n/);
});

test("a notice's texts are escaped", () => {
  const notice = { key: 'too-long', args: { length: '<b>', min: 3, max: '&' } } as const;
  const { caption } = shown({ context: { ...context, notice } });
  assert.match(caption, /&lt;b&gt; из &amp; знаков/);
});

test('every kind of press is offered by some screen or message', () => {
  const presses: Readonly<Record<Press['do'], true>> = {
    home: true,
    back: true,
    create: true,
    gallery: true,
    balance: true,
    settings: true,
    help: true,
    privacy: true,
    support: true,
    enterCode: true,
    askForCoins: true,
    tellMe: true,
    myData: true,
    export: true,
    erase: true,
    eraseSure: true,
    eraseYes: true,
    idea: true,
    pick: true,
    chooseShape: true,
    chooseCount: true,
    chooseLook: true,
    make: true,
    image: true,
    atEnd: true,
    favourite: true,
    delete: true,
    deleteSure: true,
    wholeText: true,
    wholeDraft: true,
    wholeOrder: true,
    original: true,
    again: true,
    change: true,
    retry: true,
    rephrase: true,
    cancelJob: true,
    close: true,
    operations: true,
    prefer: true,
    preferShape: true,
    preferCount: true,
    preferLook: true,
    setLanguage: true,
    openAlbum: true,
    openLook: true,
    openShape: true,
    openMonth: true,
    openFavourites: true,
    grid: true,
    details: true,
    share: true,
    restore: true,
    purge: true,
    purgeSure: true,
    filters: true,
    clearFilters: true,
    search: true,
    statistics: true,
    pickFilter: true,
    byKind: true,
    byLook: true,
    byShape: true,
    byAlbum: true,
    byFavourites: true,
    byTime: true,
    byMonth: true,
    byDays: true,
    byWords: true,
    calendar: true,
    albums: true,
    newAlbum: true,
    album: true,
    renameAlbum: true,
    deleteAlbum: true,
    deleteAlbumSure: true,
    addTo: true,
    inAlbum: true,
    marking: true,
    mark: true,
    markNone: true,
    favouriteMarked: true,
    downloadMarked: true,
    deleteMarked: true,
    deleteMarkedSure: true,
    trash: true,
    undo: true,
    emptyTrash: true,
    emptyTrashSure: true,
    setTimeZone: true,
    nothing: true,
    createWith: true,
    styles: true,
    style: true,
    chooseAvatar: true,
    edits: true,
    editImage: true,
    upscale: true,
    cutout: true,
    avatars: true,
    openAvatar: true,
    byAvatar: true,
    renameAvatar: true,
    makeMain: true,
    deleteAvatar: true,
    deleteAvatarSure: true,
    deleteAvatarYes: true,
    cancelTraining: true,
    wizard: true,
    wizardOn: true,
    photosDone: true,
    toPrice: true,
    pickPreset: true,
    leaveWizard: true,
    startOver: true,
    startOverSure: true,
    consent: true,
    who: true,
    viewPhotos: true,
    removePhoto: true,
    keepPhoto: true,
    preset: true,
    keepPhotos: true,
    train: true,
  };
  const offered = new Set([
    ...everyCase.flatMap(({ data }) => actions(render(data, say(data.language)))),
    ...everyMessage(say('ru')).flatMap(([, { keyboard }]) =>
      keyboard.flat().map(({ press }) => press.do),
    ),
  ]);
  assert.deepEqual([...offered].sort(), Object.keys(presses).sort());
});

test("a person's words are shown as they were written", () => {
  const description = '<b>Кот</b> & {$coins} </blockquote>';
  for (const language of LANGUAGES) {
    for (const view of ['create.confirm.overview', 'gallery.card', 'gallery.deleting'] as const) {
      const { caption } = shown({
        view,
        language,
        draft: { ...draft, description },
        gallery: { ...gallery, card: { ...card, description } },
      });
      assert.ok(readHtml(caption, CAPTION_CHARACTERS).includes(description));
    }
  }
});

test('a long description is cut between characters and can be read whole', () => {
  const screen = shown({ view: 'gallery.card', gallery: withCard({ description: WILD }) });
  const text = readHtml(screen.caption, CAPTION_CHARACTERS);
  assert.ok(text.includes(`${WILD.slice(0, 100)}`));
  assert.ok(text.includes('…'));
  assert.ok(!text.includes(WILD.slice(0, 301)));
  assert.ok(text.isWellFormed());
  const details = shown({ view: 'gallery.details', gallery: withCard({ description: WILD }) });
  assert.ok(actions(details).includes('wholeText'));
  assert.equal(
    buttons(details).find(({ copy }) => copy),
    undefined,
  );
});

test('a single endless character does not burst a caption', () => {
  const description = `e${'\u0301'.repeat(1999)}`;
  const { caption } = shown({ view: 'gallery.card', gallery: withCard({ description }) });
  readHtml(caption, CAPTION_CHARACTERS);
});

test('home counts pictures and coins', () => {
  assert.deepEqual(labels(shown({})), [
    '🎨 Создать',
    '🖼 Галерея (12)',
    '🪙 Баланс (25)',
    '🙂 Аватары',
    '⚙️ Настройки',
    '❓ Помощь',
  ]);
  assert.ok(
    labels(shown({ pictures: { count: 1000, isMore: true } })).some((label) =>
      /1\s000\+/.test(label),
    ),
  );
  assert.match(shown({}).caption, /У вас 25 монет — хватит на 5 картинок/);
});

test('the first greeting says what the bot does and what the gift is worth', () => {
  const { caption } = shown({ view: 'home.welcome' });
  assert.match(caption, /Напишите словами, что хотите увидеть/);
  assert.match(caption, /25 монет = 5 картинок/);
  const english = shown({ view: 'home.welcome', language: 'en' });
  assert.match(english.caption, /25 coins = 5 pictures, a gift/);
});

test('only the button that names its price makes pictures', () => {
  const [make] = buttons(shown({ view: 'create.confirm.overview' }));
  assert.deepEqual(make, {
    label: 'Создать · 5 монет',
    press: { do: 'make', draftId: ID, price: 5 },
    style: 'primary',
  });
  const [english] = labels(shown({ view: 'create.confirm.overview', language: 'en' }));
  assert.equal(english, 'Create · 5 coins');
});

test('a price too long for the button keeps its number', () => {
  const dear = { ...draft, price: 12_345 };
  const [make = ''] = labels(shown({ view: 'create.confirm.overview', draft: dear }));
  assert.match(make.replace(/\s/g, ' '), /^Создать · 12 345 🪙$/);
});

test('confirm shows shape, count, look, balance, and a wait over a minute', () => {
  const screen = shown({ view: 'create.confirm.overview', draft: { ...draft, waitSeconds: 121 } });
  assert.match(screen.caption, /1 картинка · ⬜ Квадрат\nВид: Обычный/);
  assert.match(screen.caption, /Цена: 5 монет\. У вас 25 монет\./);
  assert.match(screen.caption, /Ждать примерно: 3 минуты/);
  assert.deepEqual(labels(screen).slice(1, 4), ['Форма: ⬜ Квадрат', 'Сколько: 1', 'Вид: Обычный']);
  assert.doesNotMatch(shown({ view: 'create.confirm.overview' }).caption, /Ждать/);
});

test('confirm without a draft asks for a description', () => {
  const screen = shown({ view: 'create.confirm.overview', draft: null });
  assert.ok(actions(screen).includes('idea'));
});

test('an outage is told before the order', () => {
  for (const view of ['create.describe', 'create.confirm.overview'] as const) {
    assert.match(shown({ view, outage: true }).caption, /Сейчас картинки не создаются/);
  }
  assert.ok(actions(shown({ view: 'create.outage' })).includes('tellMe'));
});

test('describing offers a few ideas, an avatar, ready styles, a surprise and a way back', () => {
  const screen = shown({ view: 'create.describe', draft: null });
  const ideas = Array(4).fill('idea');
  assert.deepEqual(actions(screen), [...ideas, 'createWith', 'styles', 'idea', 'back']);
});

test('describing with somebody names them, and offers ready styles instead of ideas', () => {
  const who = { avatarId: OTHER_ID, name: 'Анна <b>', isMain: true };
  const avatars = { ...context.avatars, withId: OTHER_ID };
  const screen = shown({
    view: 'create.describe',
    draft: null,
    readyAvatars: [who],
    context: { ...context, avatars },
  });
  assert.match(screen.caption, /На картинке будет <b>Анна &lt;b&gt;<\/b>/);
  assert.deepEqual(actions(screen), [...Array(4).fill('style'), 'create', 'styles', 'back']);
});

test('a page of ready styles shows them numbered, and leads on in a circle', () => {
  const at = (page: number) => ({ ...context, place: { at: 'styles', page } }) as const;
  const last = screenData({}).stylePages.length - 1;
  const screen = shown({ view: 'create.styles', context: at(last) });
  assert.equal(screen.picture.kind === 'styles' && screen.picture.styles.length, 6);
  assert.deepEqual(actions(screen), [...Array(6).fill('style'), 'styles', 'back']);
  assert.deepEqual(buttons(screen).at(-2)?.press, { do: 'styles', page: 0 });
  // An old button may name a page that is no more.
  const beyond = shown({ view: 'create.styles', context: at(99) });
  assert.deepEqual(beyond.picture, shown({ view: 'create.styles', context: at(0) }).picture);
});

test('an order with an avatar that is gone cannot be paid for', () => {
  const gone = { ...draft, avatar: null, avatarGone: true };
  const screen = shown({ view: 'create.confirm.overview', draft: gone });
  assert.ok(!actions(screen).includes('make'));
  assert.deepEqual(buttons(screen)[0]?.press, { do: 'chooseAvatar', draftId: ID, avatarId: null });
  assert.match(screen.caption, /больше нет или он ещё не готов/);
});

test('confirming says who is shown, and lets it be changed', () => {
  const who = { avatarId: OTHER_ID, name: 'Анна', isMain: true };
  const screen = shown({
    view: 'create.confirm.overview',
    readyAvatars: [who],
    draft: { ...draft, avatar: who, style: 'space', description: 'Космос' },
  });
  assert.match(screen.caption, /На картинке: <b>Анна<\/b>/);
  assert.match(screen.caption, /Готовый стиль «Космос»/);
  const [picker] = buttons(screen).filter(
    ({ press }) => press.do === 'pick' && press.what === 'avatar',
  );
  assert.equal(picker?.label, '🙂 Анна');
  const alone = shown({ view: 'create.confirm.overview', readyAvatars: [] });
  assert.ok(!buttons(alone).some(({ press }) => press.do === 'pick' && press.what === 'avatar'));
});

test('a new description begins with the one before', () => {
  assert.match(shown({ view: 'create.describe' }).caption, /Кот в шляпе/);
});

test('the present choice is ticked', () => {
  const chosen = (view: Parameters<typeof screenData>[0]) =>
    labels(shown(view)).filter((label) => label.startsWith('✓'));
  assert.deepEqual(chosen({ view: 'create.confirm.shape' }), ['✓ ⬜ Квадрат']);
  assert.deepEqual(chosen({ view: 'create.confirm.count' }), ['✓ 1 картинка']);
  assert.deepEqual(chosen({ view: 'create.confirm.look' }), ['✓ Обычный']);
  assert.deepEqual(chosen({ view: 'settings.language' }), ['✓ Русский']);
  assert.deepEqual(chosen({ view: 'settings.shape' }), ['✓ ⬜ Квадрат']);
  assert.deepEqual(chosen({ view: 'settings.count' }), ['✓ 1 картинка']);
  assert.deepEqual(chosen({ view: 'settings.look' }), ['✓ Обычный']);
});

test('who has too little reads what it needs and is offered what is affordable', () => {
  const screen = shown({
    view: 'create.short.telling',
    coins: { available: 10, held: 0 },
    draft: { ...draft, count: 4, price: 20, looks },
  });
  assert.match(screen.caption, /Нужно монет: 20\. У вас: 10\./);
  assert.deepEqual(labels(screen), [
    '1 картинка · 5 🪙',
    '2 картинки · 10 🪙',
    'Быстрый · 8 🪙',
    '🎟 Ввести промокод',
    '↩️ Назад',
    '🏠 Меню',
  ]);
});

test('coins can be asked for only where there is somebody to ask', () => {
  const short = { view: 'create.short.telling', coins: { available: 0, held: 0 } } as const;
  assert.ok(!actions(shown(short)).includes('askForCoins'));
  assert.ok(actions(shown({ ...short, canAskForCoins: true })).includes('askForCoins'));
});

test('when the coins have come, the order can be made from the same screen', () => {
  assert.ok(actions(shown({ view: 'create.short.telling' })).includes('make'));
});

test('operations are told in plain words', () => {
  const at = Date.UTC(2026, 11, 3, 11, 30);
  const order = { kind: 'order', coins: -20, at } as const;
  const { caption } = shown({
    view: 'balance.operations',
    operations: {
      lines: [
        { ...order, returned: 0, open: true },
        { ...order, returned: 5, open: false },
        { ...order, returned: 20, open: false },
        { kind: 'welcome', coins: 25, returned: 0, open: false, at },
      ],
      next: null,
    },
  });
  assert.match(caption, /3 декабря 2026/);
  assert.match(caption, /14:30/);
  assert.match(caption, /−20 · заказ, ещё создаётся/);
  assert.match(caption, /−20 · заказ, вернулось 5/);
  assert.match(caption, /−20 · заказ, монеты вернулись/);
  assert.match(caption, /\+25 · подарок к знакомству/);
});

test('operations lead to older ones, and back to the newest', () => {
  const pages = (before: string | null, next: string | null) =>
    buttons(
      shown({
        view: 'balance.operations',
        context: { ...context, place: { at: 'operations', before } },
        operations: { lines: [], next },
      }),
    )
      .map(({ press }) => press)
      .filter((press) => press.do === 'operations');
  assert.deepEqual(pages(null, null), []);
  assert.deepEqual(pages(null, 'a'), [{ do: 'operations', before: 'a' }]);
  assert.deepEqual(pages('a', 'b'), [
    { do: 'operations', before: null },
    { do: 'operations', before: 'b' },
  ]);
});

test('erasing takes two steps and names the coins that go', () => {
  const erase = shown({ view: 'settings.erase', coins: { available: 20, held: 5 } });
  assert.match(erase.caption, /пропадут монеты: 25/);
  assert.equal(actions(erase).at(-1), 'eraseSure');
  assert.equal(actions(shown({ view: 'settings.eraseSure' })).at(-1), 'eraseYes');
});

test('privacy says what is kept, for how long, and who else sees it', () => {
  const { caption } = shown({ view: 'help.privacy' });
  for (const word of [/пока вы их не удалите/, /История монет/, /FAL/, /обучения/]) {
    assert.match(caption, word);
  }
});

test('support names the contact, if there is one', () => {
  const { caption } = shown({ view: 'help.support', supportContact: '@friend<3' });
  assert.match(caption, /@friend&lt;3/);
  assert.match(caption, /123456789/);
  assert.doesNotMatch(shown({ view: 'help.support' }).caption, /Напишите нам/);
});

test('all seven looks leave room for Back', () => {
  const screen = shown({
    view: 'settings.look',
    looks,
    usual: { shape: '1:1', count: 1, look: lookOf() },
  });
  assert.equal(actions(screen).filter((action) => action === 'preferLook').length, looks.length);
  assert.ok(actions(screen).includes('back'));
});

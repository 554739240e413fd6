import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Filter } from '../../../machines/chat/gallery/filter.ts';
import type { GalleryMemory } from '../../../machines/chat/types.ts';
import type { Press } from '../../../src/telegram/press.ts';
import type { GalleryData, ScreenData } from '../../../src/telegram/screens/data.ts';
import { daysOf } from '../../../src/telegram/screens/gallery/calendar.ts';
import { render } from '../../../src/telegram/screens/render.ts';
import type { Button, Screen } from '../../../src/telegram/screens/screen.ts';
import {
  albumsOf,
  calendar,
  card,
  context,
  everyFilter,
  exactly,
  gallery,
  gridOf,
  ID,
  memory,
  moreThan,
  nothingFound,
  OTHER_ID,
  screenData,
  statistics,
  trash,
  WILD,
} from '../../fixtures/screen-data.ts';
import { say } from './say.ts';

type Given = Partial<Omit<ScreenData, 'gallery' | 'context'>> & {
  readonly gallery?: Partial<GalleryData>;
  readonly memory?: Partial<GalleryMemory>;
};

/** A screen of the gallery, with the usual things where nothing else is given. */
function shown({ gallery: given = {}, memory: remembered = {}, ...others }: Given): Screen {
  const data = screenData({
    ...others,
    gallery: { ...gallery, ...given },
    context: { ...context, gallery: { ...memory, ...remembered } },
  });
  return render(data, say(data.language));
}

const withCard = (given: Partial<typeof card>, more: Partial<GalleryData> = {}): Given => ({
  view: 'gallery.card',
  gallery: { ...more, card: { ...card, ...given } },
});

const detailsWithWord: NonNullable<GalleryData['details']> = {
  sent: 'k7tq, woman, by the sea',
  avatar: 'Ольга',
  avatarWord: 'k7tq',
  parent: null,
  seed: null,
  look: 'me',
  endpoint: null,
  bytes: 900,
  contentType: 'image/jpeg',
};

const buttons = ({ keyboard }: Screen): readonly Button[] => keyboard.flat();
const labels = (screen: Screen): readonly string[] => buttons(screen).map(({ label }) => label);
const actions = (screen: Screen): readonly Press['do'][] =>
  buttons(screen).map(({ press }) => press.do);
const pressOn = (screen: Screen, label: string): Press | undefined =>
  buttons(screen).find((each) => each.label === label)?.press;

test('arrows go to the neighbours and stay where there are none', () => {
  const arrows = (given: Partial<typeof card>) => {
    const [newer, , older] = buttons(shown(withCard(given)));
    return [newer?.press, older?.press];
  };
  assert.deepEqual(arrows({}), [
    { do: 'image', imageId: OTHER_ID },
    { do: 'image', imageId: OTHER_ID },
  ]);
  assert.deepEqual(arrows({ newerId: null, olderId: null }), [
    { do: 'atEnd', which: 'newest' },
    { do: 'atEnd', which: 'oldest' },
  ]);
});

test('a card shows its picture, its place, what it is like and its day', () => {
  const screen = shown(withCard({}));
  assert.deepEqual(screen.picture, { kind: 'image', imageId: ID });
  assert.match(screen.caption, /Картинка 2 из 12/);
  assert.match(screen.caption, /По описанию · вид «Обычный»\n👤 Портрет · 896 × 1200/);
  assert.match(screen.caption, /4 декабря 2026/, 'the day in Moscow, not in Greenwich');
});

test('the place of a card opens the page that it is on', () => {
  assert.deepEqual(pressOn(shown(withCard({})), '🔢 2 из 12'), { do: 'grid', imageId: ID });
  const far = shown(withCard({ index: null, total: moreThan(1000) }));
  assert.deepEqual(pressOn(far, '🔢 Все'), { do: 'grid', imageId: ID });
  assert.match(far.caption.replace(/\s/g, ' '), /Одна из давних картинок<\/b>, всего больше 1 000/);
});

test('the favourite button says what it will do', () => {
  const favourite = (marked: boolean) =>
    buttons(shown(withCard({ favourite: marked }))).find(({ press }) => press.do === 'favourite');
  assert.deepEqual(favourite(false), {
    label: '⭐ В избранное',
    press: { do: 'favourite', imageId: ID, marked: true, onResult: false },
  });
  assert.equal(favourite(true)?.label, '✖️ Из избранного');
});

test('filters that are on are told in words, and as marks on their button', () => {
  const filter = { look: 'banana', favourites: true, time: { month: '2026-05' } } as const;
  const screen = shown(withCard({}, { filter, lookTitleKey: 'look-banana' }));
  assert.match(screen.caption, /Показаны только: вид «Обычный», избранное, май 2026$/);
  const open = { do: 'filters', imageId: ID };
  assert.deepEqual(pressOn(screen, '🎛 🎨⭐📅'), open, 'no room for the word');
  const two = shown(withCard({}, { filter: { look: 'banana', favourites: true } }));
  assert.deepEqual(pressOn(two, '🎛 Фильтры 🎨⭐'), open);
  assert.deepEqual(pressOn(shown(withCard({}, { filter: {} })), '🎛 Фильтры'), open);
  assert.doesNotMatch(shown(withCard({})).caption, /Показаны/);
});

test('a range of days is told from its first to its last; one day once', () => {
  const told = (until: string) =>
    shown(withCard({}, { filter: { time: { from: '2026-05-03', until } } })).caption;
  assert.match(told('2026-06-10'), /3 мая 2026 — 10 июня 2026$/);
  assert.match(told('2026-05-03'), /: 3 мая 2026$/);
});

test('words that are searched for are escaped', () => {
  const { caption } = shown(withCard({}, { filter: { words: '<b>&' } }));
  assert.match(caption, /слова «&lt;b&gt;&amp;»/);
});

test('a lost file is told on the card', () => {
  assert.match(shown(withCard({ isMissing: true })).caption, /потерялся/);
});

test('what was just deleted can be brought back at once', () => {
  const views = ['gallery.card', 'gallery.grid'] as const;
  for (const view of views) {
    assert.ok(actions(shown({ view, memory: { undo: [ID] } })).includes('undo'), view);
    assert.ok(!actions(shown({ view })).includes('undo'), view);
  }
  const last = shown({
    view: 'gallery.card',
    gallery: { card: null, inTrash: exactly(1) },
    memory: { undo: [ID] },
  });
  assert.deepEqual(actions(last), ['create', 'undo', 'trash', 'back', 'home']);
});

test('an empty gallery leads to a first picture', () => {
  const screen = shown({ view: 'gallery.card', gallery: { card: null, inTrash: exactly(0) } });
  assert.deepEqual(actions(screen), ['create', 'back', 'home']);
});

test('where nothing is found, the filters that hide something are a press away', () => {
  const screen = shown({
    view: 'gallery.grid',
    gallery: {
      ...nothingFound,
      filter: { words: 'кот', favourites: true },
      loosen: [
        { name: 'words', n: exactly(3) },
        { name: 'favourites', n: moreThan(99) },
      ],
    },
  });
  assert.match(screen.caption, /Таких картинок нет/);
  assert.match(screen.caption, /слова «кот», избранное/);
  assert.deepEqual(pressOn(screen, 'Без поиска (3)'), { do: 'byWords' });
  assert.deepEqual(pressOn(screen, 'Не только ⭐ (99+)'), { do: 'byFavourites', on: false });
  assert.ok(actions(screen).includes('clearFilters'));
  assert.ok(screen.keyboard.every((row) => row.length <= 2));
});

test('with an undo as well, what is found out to be too much still fits a keyboard', () => {
  const names = ['words', 'kind', 'look', 'shape', 'favourites'] as const;
  const given = (undo: readonly string[]) =>
    shown({
      view: 'gallery.card',
      gallery: {
        ...nothingFound,
        filter: everyFilter,
        loosen: names.map((name) => ({ name, n: exactly(3) })),
      },
      memory: { undo },
    });
  for (const screen of [given([]), given([ID])]) {
    assert.ok(screen.keyboard.length <= 4);
    assert.ok(buttons(screen).length <= 8);
  }
  assert.ok(actions(given([])).includes('byFavourites'));
  assert.ok(actions(given([ID])).includes('undo'));
});

test('where the other filters leave no value, they can be cleared', () => {
  const nothing = { ...gallery.facets, albums: [] } as typeof gallery.facets;
  const given = (filter: Filter) =>
    shown({
      view: 'gallery.picking',
      gallery: { filter, facets: nothing },
      memory: { picking: 'album' },
    });
  const narrowed = given({ shape: '1:1' });
  assert.match(narrowed.caption, /Вместе с другими фильтрами/);
  assert.deepEqual(actions(narrowed), ['clearFilters', 'back']);
  const whole = given({});
  assert.match(whole.caption, /не из чего выбрать/);
  assert.deepEqual(actions(whole), ['back']);
});

test('details tell everything, and the curious a little more', () => {
  const { caption } = shown({ view: 'gallery.details' });
  assert.match(caption, /4 декабря 2026.*01:30/);
  assert.match(caption, /1,4 МБ/);
  assert.match(caption, /В альбомах: Дача/);
  assert.match(caption, /Для любопытных: fal-ai\/nano-banana, число 1234567890/);
});

test('the word that stands for an avatar in what was sent is explained', () => {
  const caption = (language: 'ru' | 'en', given: object) =>
    shown({
      view: 'gallery.details',
      language,
      gallery: { details: { ...detailsWithWord, ...given } },
    }).caption;
  assert.match(caption('ru', {}), /«k7tq» — так программа узнаёт, кого рисовать/);
  assert.match(caption('en', {}), /“k7tq” tells the program whom to draw/);
  for (const given of [{ avatarWord: null }, { sent: null }])
    assert.doesNotMatch(caption('ru', given), /программа узнаёт/);
});

test('of many albums a few are named', () => {
  const albums = ['А', 'Б', 'В', 'Г', 'Д'];
  const { caption } = shown({ ...withCard({ albums }), view: 'gallery.details' });
  assert.match(caption, /А, Б, В и ещё 2/);
});

test('a short description is copied by its button, a long one comes as a message', () => {
  const first = (description: string) =>
    buttons(shown({ ...withCard({ description }), view: 'gallery.details' }))[0];
  assert.equal(first('кот')?.copy, 'кот');
  assert.equal(first('к'.repeat(256))?.copy?.length, 256);
  assert.equal(first('к'.repeat(257))?.copy, undefined);
  assert.deepEqual(first(WILD)?.press, { do: 'wholeText', imageId: ID });
});

test('a page shows its pictures by number, with the day above the first of each', () => {
  const screen = shown({ view: 'gallery.grid', gallery: { grid: gridOf(5) } });
  assert.equal(screen.picture.kind, 'sheet');
  const cells = screen.picture.kind === 'sheet' ? screen.picture.cells : [];
  assert.deepEqual(
    cells.map(({ heading }) => heading),
    ['4 декабря', '', '3 декабря', '', '2 декабря'],
  );
  assert.deepEqual(
    cells.map(({ marked }) => marked),
    [null, null, null, null, null],
  );
  assert.deepEqual(
    screen.keyboard.slice(0, 2).map((row) => row.map(({ label }) => label)),
    [
      ['1', '2', '3'],
      ['4', '5'],
    ],
  );
  assert.deepEqual(pressOn(screen, '2'), { do: 'image', imageId: cells[1]?.imageId });
});

test('a day of another year is told with its year', () => {
  const screen = shown({ view: 'gallery.grid', now: Date.UTC(2027, 5, 1) });
  const [first] = screen.picture.kind === 'sheet' ? screen.picture.cells : [];
  assert.equal(first?.heading, '4 декабря 2026');
});

test('pages are turned by the images on them', () => {
  const arrows = (grid: GalleryData['grid']) =>
    (shown({ view: 'gallery.grid', gallery: { grid } }).keyboard[3] ?? []).map(
      ({ label, press }) => [label, press],
    );
  assert.deepEqual(
    arrows(gridOf(9, { first: 10, total: exactly(30), newerId: 'a', olderId: 'b' })),
    [
      ['⬅️', { do: 'grid', imageId: 'a' }],
      ['10–18 из 30', { do: 'grid', imageId: null }],
      ['➡️', { do: 'grid', imageId: 'b' }],
    ],
  );
  assert.deepEqual(arrows(gridOf(9)), [
    ['⬅️', { do: 'atEnd', which: 'newest' }],
    ['1–9 из 9', { do: 'atEnd', which: 'newest' }],
    ['➡️', { do: 'atEnd', which: 'oldest' }],
  ]);
});

test('favourites alone are shown and left from the page itself', () => {
  const only = (filter: GalleryData['filter']) =>
    buttons(shown({ view: 'gallery.grid', gallery: { filter } })).find(
      ({ press }) => press.do === 'byFavourites',
    );
  assert.deepEqual(only({}), { label: '⭐ Избранное', press: { do: 'byFavourites', on: true } });
  assert.deepEqual(only({ favourites: true }), {
    label: '✓ Избранное',
    press: { do: 'byFavourites', on: false },
  });
});

test('pictures are ticked by their numbers', () => {
  const screen = shown({ view: 'gallery.marking', memory: { marked: [ID, OTHER_ID] } });
  assert.match(screen.caption, /Выбрано: 2 картинки/);
  const [first, second] = buttons(screen);
  assert.equal(first?.label, '1');
  assert.ok(first?.press.do === 'mark' && first.press.marked);
  assert.equal(second?.label, '☑️ 2');
  assert.ok(second?.press.do === 'mark' && !second.press.marked);
  assert.equal(labels(screen).at(-1), '🗑 Удалить (2)');
});

test('deleting several says how many', () => {
  const screen = shown({ view: 'gallery.deletingMarked', memory: { marked: [ID, OTHER_ID] } });
  assert.match(screen.caption, /\(2 картинки\)\?/);
  assert.equal(actions(screen).at(-1), 'deleteMarkedSure');
});

test('a filter that is off leads to its values, one that is on is taken off', () => {
  const screen = shown({
    view: 'gallery.filters',
    gallery: {
      filter: { shape: '3:4', time: { from: '2026-05-03', until: '2026-06-10' }, words: 'кот' },
    },
  });
  assert.deepEqual(pressOn(screen, '🎨 Вид'), { do: 'pickFilter', what: 'look' });
  assert.deepEqual(pressOn(screen, '✖️ 👤 Портрет'), { do: 'byShape', shape: null });
  assert.deepEqual(pressOn(screen, '✖️ 03.05 — 10.06'), { do: 'byTime', last: null });
  assert.deepEqual(pressOn(screen, '✖️ «кот»'), { do: 'byWords' });
  assert.ok(actions(screen).includes('clearFilters'));
  assert.match(screen.caption, /Подходит: 12 картинок/);
});

test('a filter that is on is never left out, and neither is the way to take all off', () => {
  for (const name of Object.keys(everyFilter)) {
    const filter = { [name]: everyFilter[name as keyof typeof everyFilter] };
    const screen = shown({
      view: 'gallery.filters',
      gallery: { filter, lookTitleKey: 'look-imagen4', album: { ...album, n: exactly(1) } },
    });
    const off = buttons(screen).filter(({ label }) => label.startsWith('✖️'));
    assert.equal(off.length, 2, name);
  }
});

const album = { albumId: OTHER_ID, title: 'Дача', n: exactly(12) };

test('kinds are filtered by only where there are both', () => {
  const offers = (kinds: NonNullable<GalleryData['facets']>['kinds']) => {
    const facets = gallery.facets && { ...gallery.facets, kinds };
    return labels(shown({ view: 'gallery.filters', gallery: { facets } }));
  };
  const described = { kind: 'described', n: exactly(3) } as const;
  assert.ok(!offers([described]).includes('✏️ Как сделана'));
  assert.ok(offers([described, { kind: 'avatar', n: exactly(1) }]).includes('✏️ Как сделана'));
});

test('values that would show nothing are left out, but never the one that is on', () => {
  const n = (count: number) => exactly(count);
  const facets = gallery.facets && {
    ...gallery.facets,
    shapes: [
      { shape: '1:1', n: n(5) },
      { shape: '3:4', n: n(0) },
      { shape: '4:3', n: n(0) },
    ] as const,
  };
  const screen = shown({
    view: 'gallery.picking',
    gallery: { facets, filter: { shape: '4:3' } },
    memory: { picking: 'shape' },
  });
  assert.deepEqual(labels(screen), ['⬜ Квадрат (5)', '✓ 🏞 Пейзаж (0)', '↩️ Назад']);
  assert.deepEqual(pressOn(screen, '✓ 🏞 Пейзаж (0)'), { do: 'byShape', shape: null });
  assert.deepEqual(pressOn(screen, '⬜ Квадрат (5)'), { do: 'byShape', shape: '1:1' });
});

test('the album that is on is among the first, whatever its name', () => {
  const all = albumsOf(10, 'Дача ');
  const facets = gallery.facets && {
    ...gallery.facets,
    albums: all.map((each) => ({ ...each, n: exactly(1) })),
  };
  const last = all.at(-1)?.albumId ?? '';
  const screen = shown({
    view: 'gallery.picking',
    gallery: { facets, filter: { albumId: last } },
    memory: { picking: 'album' },
  });
  assert.equal(buttons(screen).length, 8);
  assert.deepEqual(pressOn(screen, '✓ Дача 10 (1)'), { do: 'byAlbum', albumId: null });
});

test('times lead to the calendar, and a month that is on can be taken off', () => {
  const screen = shown({
    view: 'gallery.picking',
    gallery: { filter: { time: { month: '2026-05' } } },
    memory: { picking: 'time' },
  });
  assert.deepEqual(pressOn(screen, 'Сегодня (4)'), { do: 'byTime', last: 'today' });
  assert.deepEqual(pressOn(screen, '✓ Май 2026'), { do: 'byTime', last: null });
  assert.deepEqual(pressOn(screen, '📅 Календарь'), { do: 'calendar', month: null, from: null });
});

const inCalendar = (given: Partial<typeof calendar>) =>
  shown({ view: 'gallery.calendar', gallery: { calendar: { ...calendar, ...given } } });

test('a month has all its days in weeks that begin on Monday', () => {
  const screen = inCalendar({});
  const [names = [], ...rows] = screen.keyboard;
  assert.deepEqual(
    names.map(({ label }) => label),
    ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  );
  const weeks = rows.slice(0, 5);
  assert.ok(weeks.every((row) => row.length === 7));
  assert.equal(weeks[0]?.[6]?.label, '3', 'the 3rd of May 2026 is a Sunday');
  assert.deepEqual(weeks[0]?.[5]?.press, { do: 'nothing' });
  assert.equal(daysOf('2028-02').length, 29);
  assert.equal(daysOf('2026-02').at(-1), '2026-02-28');
});

test('the first day pressed begins a range, the second ends it, in either order', () => {
  const from = (day: string | null, label: string) => pressOn(inCalendar({ from: day }), label);
  assert.deepEqual(from(null, '3'), { do: 'calendar', month: '2026-05', from: '2026-05-03' });
  assert.deepEqual(from('2026-05-03', '31'), {
    do: 'byDays',
    from: '2026-05-03',
    until: '2026-05-31',
  });
  assert.deepEqual(from('2026-06-10', '3'), {
    do: 'byDays',
    from: '2026-05-03',
    until: '2026-06-10',
  });
  assert.deepEqual(from('2026-05-03', '✓3'), {
    do: 'byDays',
    from: '2026-05-03',
    until: '2026-05-03',
  });
  assert.match(inCalendar({ from: '2026-05-03' }).caption, /Первый день: 3 мая 2026/);
});

test('months are turned to the nearest with pictures, keeping the first day', () => {
  const screen = inCalendar({ from: '2026-05-03' });
  assert.deepEqual(pressOn(screen, '⬅️ декабрь 2025'), {
    do: 'calendar',
    month: '2025-12',
    from: '2026-05-03',
  });
  assert.deepEqual(pressOn(screen, '➡️'), { do: 'nothing' });
  assert.deepEqual(pressOn(inCalendar({}), 'Весь май 2026'), { do: 'byMonth', month: '2026-05' });
});

test('search shows what is searched for and can stop', () => {
  const now = shown({ view: 'gallery.search', gallery: { filter: { words: 'кот <' } } });
  assert.match(now.caption, /Сейчас ищем: «кот &lt;»/);
  assert.deepEqual(actions(now), ['byWords', 'back', 'home']);
  assert.deepEqual(actions(shown({ view: 'gallery.search' })), ['back', 'home']);
});

test('a few albums are on one page, many on pages that go round', () => {
  const list = (count: number, page: number) =>
    shown({ view: 'gallery.albums', gallery: { albums: albumsOf(count, 'А') }, memory: { page } });
  assert.equal(actions(list(6, 0)).filter((action) => action === 'album').length, 6);
  assert.ok(!actions(list(6, 0)).includes('albums'));
  const last = list(9, 2);
  assert.match(last.caption, /Страница 3 из 3/);
  assert.equal(actions(last).filter((action) => action === 'album').length, 1);
  assert.deepEqual(pressOn(last, '➡️'), { do: 'albums', page: 0 });
  assert.deepEqual(pressOn(list(9, 0), '⬅️'), { do: 'albums', page: 2 });
  assert.match(list(9, 7).caption, /Страница 3 из 3/, 'a page that is no longer there');
});

test('albums whose names read the same when cut are told apart', () => {
  const albums = albumsOf(3, 'Очень длинное название альбома ');
  const names = labels(shown({ view: 'gallery.albums', gallery: { albums } })).slice(0, 3);
  assert.equal(new Set(names).size, 3);
});

test('an album is looked at, renamed and deleted', () => {
  const screen = shown({ view: 'gallery.album', gallery: { album } });
  assert.deepEqual(actions(screen), ['openAlbum', 'renameAlbum', 'back', 'home', 'deleteAlbum']);
  const empty = shown({ view: 'gallery.album', gallery: { album: { ...album, n: exactly(0) } } });
  assert.ok(!actions(empty).includes('openAlbum'));
  const sure = shown({ view: 'gallery.dissolving', gallery: { album } });
  assert.match(sure.caption, /«Дача».*\n.*\n.*картинки останутся/);
});

test('a new album and a new name are asked for in other words', () => {
  const named = (albumId: string | null) =>
    shown({ view: 'gallery.naming', gallery: { album }, memory: { albumId } }).caption;
  assert.match(named(null), /Как назвать альбом/);
  assert.match(named(OTHER_ID), /Новое название для альбома «Дача»/);
});

test('a picture is put into an album and taken out of it again', () => {
  const albums = [
    { ...album, title: 'Дача', isIn: true },
    { ...album, title: 'Внуки', isIn: false },
  ];
  const one = shown({ view: 'gallery.adding', gallery: { albums } });
  const toAlbum = { do: 'inAlbum', albumId: OTHER_ID, imageId: ID } as const;
  assert.deepEqual(pressOn(one, '✓ 📁 Дача (12)'), { ...toAlbum, added: false });
  assert.deepEqual(pressOn(one, '📁 Внуки (12)'), { ...toAlbum, added: true });
  const many = shown({
    view: 'gallery.adding',
    gallery: { albums },
    memory: { adding: [ID, OTHER_ID] },
  });
  assert.match(many.caption, /положить 2 картинки\?/);
  assert.deepEqual(pressOn(many, '📁 Внуки (12)'), { ...toAlbum, imageId: null, added: true });
});

test('the trash tells when a picture went and when it will be gone', () => {
  const screen = shown({ view: 'gallery.trash' });
  assert.match(screen.caption, /Корзина: 1 из 3/);
  assert.match(screen.caption, /Удалена: 4 декабря 2026\nИсчезнет навсегда: 3 января 2027/);
  assert.deepEqual(actions(screen), [
    'nothing',
    'trash',
    'restore',
    'purge',
    'back',
    'home',
    'emptyTrash',
  ]);
  assert.deepEqual(actions(shown({ view: 'gallery.trash', gallery: { trash: null } })), [
    'back',
    'home',
  ]);
  const emptying = shown({
    view: 'gallery.emptying',
    gallery: { trash: { ...trash, total: moreThan(1000) } },
  });
  assert.match(emptying.caption.replace(/\s/g, ' '), /больше 1 000 картинок/);
  const { now } = screenData({});
  assert.deepEqual(pressOn(emptying, '🗑 Да, очистить'), { do: 'emptyTrashSure', until: now });
});

test('statistics tell every shape and look, and open those most used', () => {
  const all = (['1:1', '3:4', '4:3', '9:16', '16:9'] as const).map((shape, at) => ({
    shape,
    n: 9 - at,
  }));
  const screen = shown({
    view: 'gallery.statistics',
    gallery: { statistics: { ...statistics, shapes: all } },
  });
  assert.match(screen.caption, /Квадрат — 9, .*Кино — 5/);
  assert.match(screen.caption, /Обычный — 6, .* — 5, .* — 4/);
  assert.equal(actions(screen).filter((each) => each === 'openShape').length, 2);
  assert.equal(actions(screen).filter((each) => each === 'openLook').length, 2);
});

test('statistics are drawn by month, and every figure opens its pictures', () => {
  const screen = shown({ view: 'gallery.statistics' });
  assert.ok(screen.picture.kind === 'chart' && screen.picture.bars.length === 12);
  assert.match(screen.caption, /Всего: 12 картинок/);
  assert.match(screen.caption, /Больше всего за день: 7 картинок, 3 мая 2026/);
  assert.match(screen.caption, /Потрачено: 60 монет/);
  assert.deepEqual(pressOn(screen, 'Обычный (6)'), { do: 'openLook', look: 'banana' });
  assert.deepEqual(pressOn(screen, '⬜ Квадрат (8)'), { do: 'openShape', shape: '1:1' });
  assert.deepEqual(pressOn(screen, 'Май 2026'), { do: 'openMonth', month: '2026-05' });
  assert.deepEqual(pressOn(screen, '⭐ Избранное'), { do: 'openFavourites' });
});

test('statistics of nothing lead to a first picture', () => {
  const screen = shown({
    view: 'gallery.statistics',
    gallery: { statistics: { ...statistics, total: 0 }, inTrash: exactly(0) },
  });
  assert.deepEqual(actions(screen), ['create', 'back', 'home']);
});

test('a time zone is chosen by its clock', () => {
  const screen = shown({ view: 'settings.zone' });
  assert.deepEqual(pressOn(screen, '16:05 Новосибирск'), {
    do: 'setTimeZone',
    zone: 'Asia/Novosibirsk',
  });
  assert.ok(labels(screen).includes('✓ 12:05 Москва'));
  const abroad = shown({ view: 'settings.zone', language: 'en', timeZone: 'Asia/Omsk' });
  assert.ok(labels(abroad).includes('✓ 15:05 Omsk'), 'the present one is offered in any language');
  assert.ok(labels(shown({ view: 'settings.overview' })).includes('🕒 Часы: 12:05'));
});

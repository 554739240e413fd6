import assert from 'node:assert/strict';
import { journey, onTheDemo } from './on-the-demo.ts';
import type { Look, Viewer } from './viewer.ts';

/** A minute on an idle machine. */
const TIMEOUT_MS = 300_000;

/** Each language, theme and device once. */
const FEW: readonly Look[] = [
  { language: 'en', theme: 'dark', device: 'phone' },
  { language: 'ru', theme: 'light', device: 'desktop' },
];

/** LOOKS=all: every pair of language, theme and device. */
const LOOKS: readonly Look[] =
  process.env['LOOKS'] === 'all'
    ? [
        ...FEW,
        { language: 'ru', theme: 'light', device: 'phone' },
        { language: 'ru', theme: 'dark', device: 'desktop' },
        { language: 'en', theme: 'light', device: 'desktop' },
      ]
    : FEW;

const SAID = {
  ru: {
    welcome: 'Это вам подарок',
    create: 'Создать',
    askWords: 'Что вы хотите увидеть?',
    words: 'Рыжий кот среди цветов у озера',
    confirm: 'Всё верно?',
    shape: 'Форма:',
    portrait: 'Портрет',
    count: 'Сколько:',
    four: '4 картинки',
    look: 'Вид:',
    vivid: 'Яркий',
    make: /^Создать · /,
    taken: 'Описание принято',
    never: 'Никогда не готовая картинка',
    cancel: 'Отменить заказ',
    cancelled: 'Заказ отменён',
    done: 'Готово!',
    again: 'Ещё раз',
    card: /Картинка \d из 5/,
    favourite: 'В избранное',
    marked: 'Добавлено в избранное',
    older: 'Раньше',
    newer: 'Новее',
    newest: 'самая новая',
    details: 'Подробнее',
    curious: 'Для любопытных',
    remove: 'Удалить',
    sure: 'Да, удалить',
    removed: 'Картинка в корзине',
    place: /1 из 5/,
    grid: 'Ваша галерея: 5 картинок',
    select: 'Выбрать',
    selecting: 'Выберите картинки',
    ticked: 'Выбрано: 1',
    goBack: 'Назад',
    statistics: 'Статистика',
    figures: 'Потрачено',
    albums: 'Альбомы',
    noAlbums: 'Альбомов пока нет',
    favourites: 'Избранное',
    found: 'Нашлось: 1',
    search: 'Поиск',
    unknown: 'бегемот',
    nothing: 'Таких картинок нет',
    clear: 'Без фильтров',
    filters: 'Фильтры',
    fits: 'Подходит: 5',
    when: 'Когда',
    times: 'за какое время',
    calendar: 'Календарь',
    calendarHint: 'Числа — дни с картинками',
    undo: 'Вернуть',
    back: 'Снова в галерее',
    menu: 'Меню',
    home: /У вас \d+ монет/,
    balance: 'Баланс',
    promo: 'промокод',
    noCode: 'Такого промокода нет',
    settings: 'Настройки',
    language: 'Язык:',
    other: 'English',
    otherSaved: 'Saved',
    otherSettings: 'Settings',
    otherBack: 'Back',
    otherHome: /You have \d+ coins/,
  },
  en: {
    welcome: 'a gift for you',
    create: 'Create',
    askWords: 'What would you like to see?',
    words: 'A ginger cat among flowers by a lake',
    confirm: 'Is everything right?',
    shape: 'Shape:',
    portrait: 'Portrait',
    count: 'How many:',
    four: '4 pictures',
    look: 'Look:',
    vivid: 'Vivid',
    make: /^Create · /,
    taken: 'Description taken',
    never: 'A picture that is never ready',
    cancel: 'Cancel the order',
    cancelled: 'order is cancelled',
    done: 'Done!',
    again: 'Again',
    card: /Picture \d of 5/,
    favourite: 'Favourite',
    marked: 'Added to favourites',
    older: 'Older',
    newer: 'Newer',
    newest: 'newest',
    details: 'Details',
    curious: 'For the curious',
    remove: 'Delete',
    sure: 'Yes, delete',
    removed: 'is in the trash',
    place: /1 of 5/,
    grid: 'Your gallery: 5 pictures',
    select: 'Select',
    selecting: 'Select pictures',
    ticked: 'Selected: 1',
    goBack: 'Back',
    statistics: 'Statistics',
    figures: 'Spent',
    albums: 'Albums',
    noAlbums: 'No albums yet',
    favourites: 'Favourites',
    found: 'Found: 1',
    search: 'Search',
    unknown: 'hippopotamus',
    nothing: 'There are no such pictures',
    clear: 'No filters',
    filters: 'Filters',
    fits: 'Found: 5',
    when: 'When',
    times: 'From when',
    calendar: 'Calendar',
    calendarHint: 'Numbers are days',
    undo: 'Bring back',
    back: 'Back in the gallery',
    menu: 'Menu',
    home: /You have \d+ coins/,
    balance: 'Balance',
    promo: 'code',
    noCode: 'no such',
    settings: 'Settings',
    language: 'Language:',
    other: 'Русский',
    otherSaved: 'Сохранено',
    otherSettings: 'Настройки',
    otherBack: 'Назад',
    otherHome: /У вас \d+ монет/,
  },
} as const;

type Said = (typeof SAID)[Look['language']];

async function meet(viewer: Viewer, said: Said) {
  await viewer.shoot('before');
  await viewer.start();
  await viewer.sees(said.welcome);
  await viewer.shoot('welcome');
  await viewer.press(said.create);
  await viewer.sees(said.askWords);
  await viewer.shoot('describe');
}

async function makeOne(viewer: Viewer, said: Said) {
  await viewer.say(said.words);
  await viewer.sees(said.confirm);
  await viewer.shoot('confirm');
  for (const [button, choice, name] of [
    [said.shape, said.portrait, 'shape'],
    [said.look, said.vivid, 'look'],
  ] as const) {
    await viewer.press(button);
    await viewer.press(choice);
    await viewer.sees(said.confirm);
    await viewer.shoot(`chosen-${name}`);
  }
  await viewer.press(said.make);
  await viewer.sees(said.taken);
  await viewer.shoot('under-way');
  await viewer.sees(said.done);
  await viewer.shoot('picture');
}

async function cancelOne(viewer: Viewer, said: Said) {
  await viewer.say(said.never);
  await viewer.sees(said.confirm);
  await viewer.press(said.make);
  await viewer.press(said.cancel);
  await viewer.sees(said.cancelled);
  await viewer.shoot('cancelled');
}

async function makeFour(viewer: Viewer, said: Said) {
  await viewer.say(said.words);
  await viewer.sees(said.confirm);
  await viewer.press(said.count);
  await viewer.shoot('count');
  await viewer.press(said.four);
  await viewer.press(/ · 20 /);
  await viewer.press(/^1$/);
  await viewer.sees(said.card);
  await viewer.shoot('card-of-album');
}

async function walkGallery(viewer: Viewer, said: Said) {
  await viewer.press(said.favourite);
  await viewer.seesToast(said.marked);
  await viewer.shoot('favourite');
  await viewer.press(said.older);
  await viewer.sees(/ 2 .* 5/);
  await viewer.press(said.newer);
  await viewer.sees(/ 1 .* 5/);
  await viewer.press(said.newer);
  await viewer.seesToast(said.newest);
  await viewer.press(said.details);
  await viewer.sees(said.curious);
  await viewer.shoot('details');
  await viewer.press(said.remove);
  await viewer.shoot('delete');
  await viewer.press(said.sure);
  await viewer.sees(said.removed);
  await viewer.shoot('deleted');
  await viewer.press(said.undo);
  await viewer.sees(said.back);
}

/** Each screen of the gallery, whose labels must not be cut off either. */
async function tourGallery(viewer: Viewer, said: Said) {
  const see = async (press: string | RegExp, sees: string | RegExp, name: string) => {
    await viewer.press(press);
    await viewer.sees(sees);
    await viewer.shoot(name);
    assert.deepEqual(await viewer.cutLabels(), [], `labels cut off on ${name}`);
  };
  await see(said.place, said.grid, 'grid');
  await see(said.select, said.selecting, 'marking');
  await see('2', said.ticked, 'marked');
  await see(said.goBack, said.grid, 'grid-again');
  await see(said.statistics, said.figures, 'statistics');
  await see(said.goBack, said.grid, 'grid-after-statistics');
  await see(said.albums, said.noAlbums, 'albums');
  await see(said.goBack, said.grid, 'grid-after-albums');
  await see(said.filters, said.fits, 'filters');
  await see(said.when, said.times, 'times');
  await see(said.calendar, said.calendarHint, 'calendar');
  await see(said.goBack, said.times, 'times-again');
  await see(said.goBack, said.fits, 'filters-again');
  await see(said.goBack, said.grid, 'grid-filtered-no-more');
  await see(said.favourites, said.found, 'favourites');
  await viewer.press(said.search);
  await viewer.say(said.unknown);
  await viewer.sees(said.nothing);
  await viewer.shoot('nothing-found');
  assert.deepEqual(await viewer.cutLabels(), [], 'labels cut off where nothing is found');
  await see(said.clear, said.grid, 'grid-at-last');
}

async function enterCode(viewer: Viewer, said: Said) {
  await viewer.press(said.menu);
  await viewer.sees(said.home);
  await viewer.shoot('home');
  await viewer.press(said.balance);
  await viewer.press(said.promo);
  await viewer.say('NOSUCHCODE');
  await viewer.sees(said.noCode);
  await viewer.shoot('no-such-code');
}

async function changeLanguage(viewer: Viewer, said: Said) {
  await viewer.press(said.menu);
  await viewer.press(said.settings);
  await viewer.press(said.language);
  await viewer.shoot('language');
  await viewer.press(said.other);
  await viewer.seesToast(said.otherSaved);
  await viewer.sees(said.otherSettings);
  await viewer.shoot('other-language');
  await viewer.press(said.otherBack);
  await viewer.sees(said.otherHome);
  await viewer.shoot('home-again');
}

const PARTS = [
  meet,
  makeOne,
  cancelOne,
  makeFour,
  walkGallery,
  tourGallery,
  enterCode,
  changeLanguage,
] as const;

onTheDemo(
  'a person makes pictures on the page of the demo',
  { timeoutMs: TIMEOUT_MS },
  async (visit) => {
    const walk = (look: Look) =>
      journey(visit, look, async (viewer) => {
        for (const part of PARTS) {
          await part(viewer, SAID[look.language]);
          assert.deepEqual(await viewer.cutLabels(), [], `labels cut off after ${part.name}`);
        }
      });
    await Promise.all(LOOKS.map(walk));
  },
);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AvatarsData } from '../../../src/telegram/screens/data.ts';
import { render } from '../../../src/telegram/screens/render.ts';
import type { Button, Screen } from '../../../src/telegram/screens/screen.ts';
import { CONSENT_TEXT_VERSION } from '../../../src/telegram/screens/wizard/consent.ts';
import {
  avatarCard,
  avatarsData,
  choice,
  draftCard,
  inTraining,
  noAvatars,
  photo,
  photosOf,
  presets,
  wizard,
} from '../../fixtures/avatars-data.ts';
import { context, screenData } from '../../fixtures/screen-data.ts';
import { say } from './say.ts';

const shown = (given: Parameters<typeof screenData>[0]): Screen => {
  const data = screenData(given);
  return render(data, say(data.language));
};

const buttons = ({ keyboard }: Screen): readonly Button[] => keyboard.flat();
const labels = (screen: Screen) => buttons(screen).map(({ label }) => label);
const actions = (screen: Screen) => buttons(screen).map(({ press }) => press.do);
const pressOf = (screen: Screen, what: string) =>
  buttons(screen).find(({ press }) => press.do === what)?.press;

const withWizard = (given: Partial<typeof wizard>): AvatarsData => ({
  ...avatarsData,
  wizard: { ...wizard, ...given },
});

const withCard = (given: Partial<typeof avatarCard>): AvatarsData => ({
  ...avatarsData,
  card: { ...avatarCard, ...given },
});

test('price and balance are told before anything, and who lacks coins may prepare', () => {
  const { caption } = shown({ view: 'wizard.about' });
  assert.match(caption, /Цена: 150 монет\. У вас 25 монет\./);
  assert.match(caption, /Не хватает монет: 125\..*заплатите в самом конце/);
  const rich = shown({ view: 'wizard.about', coins: { available: 150, held: 0 } });
  assert.doesNotMatch(rich.caption, /Не хватает/);
  const english = shown({ view: 'wizard.about', language: 'en' });
  assert.match(english.caption, /Price: 150 coins\. You have 25 coins\.\nCoins missing: 125\./);
});

test('consent names the rights, the age, what is kept and for how long, and its version', () => {
  const screen = shown({ view: 'wizard.consent' });
  for (const words of [
    /вы сами/,
    /разрешил/,
    /18 лет/,
    /30 дней/,
    /пока вы его не удалите/,
    /FAL/,
  ]) {
    assert.match(screen.caption, words);
  }
  assert.deepEqual(pressOf(screen, 'consent'), {
    do: 'consent',
    textVersion: CONSENT_TEXT_VERSION,
  });
  assert.ok(actions(screen).includes('privacy'));
});

test('privacy tells of photos, avatars and the consent', () => {
  const { caption } = shown({ view: 'help.privacy' });
  assert.match(caption, /Фотографии для аватара/);
  assert.match(caption, /Запись о вашем согласии/);
  assert.match(shown({ view: 'help.overview' }).caption, /«Аватары»/);
});

test('every step leads back and out, and leaving keeps what was prepared', () => {
  const steps = ['name', 'who', 'photos', 'viewer', 'verdict', 'price', 'outage'] as const;
  for (const step of steps) {
    const last = shown({ view: `wizard.${step}` }).keyboard.at(-1) ?? [];
    assert.deepEqual(
      last.map(({ press }) => press.do),
      ['back', 'leaveWizard'],
      step,
    );
  }
});

test('a name that was told may stay', () => {
  const screen = shown({ view: 'wizard.name' });
  assert.match(screen.caption, /Сейчас: «Ольга»/);
  assert.ok(actions(screen).includes('wizardOn'));
  const fresh = shown({ view: 'wizard.name', avatars: withWizard({ name: '' }) });
  assert.ok(!actions(fresh).includes('wizardOn'));
});

test('who is in the photos may be skipped, and an answer is ticked', () => {
  assert.deepEqual(labels(shown({ view: 'wizard.who' })).slice(0, 3), [
    '👨 Мужчина',
    '✓ 👩 Женщина',
    'Пропустить',
  ]);
});

test('the card of photos counts those in and those good, and says what to add', () => {
  const photos = [
    ...photosOf(6),
    photo(6, { state: 'doubtful', issues: ['dark'] }),
    photo(7, { state: 'received' }),
    photo(8, { state: 'refused', issues: ['no-face'] }),
  ];
  const few = shown({
    view: 'wizard.photos',
    avatars: withWizard({ photos, usable: 6, pending: 1 }),
  });
  assert.match(few.caption, /Фотографий: 8 из 20/);
  assert.match(
    few.caption,
    /Подходят: 6\n.*Под вопросом: 1.*\n.*Ещё рассматриваем: 1\n.*Не подошли: 1/,
  );
  assert.match(few.caption, /хотя бы 4 фотографии: сбоку, при другом свете, в другой день/);
  assert.equal(few.picture.kind === 'banner' && few.picture.subtitle, '8 из 20');
  assert.match(shown({ view: 'wizard.photos' }).caption, /Этого уже хватит!/);
  const all = withWizard({ photos: photosOf(20), usable: 20 });
  assert.match(shown({ view: 'wizard.photos', avatars: all }).caption, /больше не нужно/);
});

test('without photos the card says which are wanted', () => {
  const screen = shown({ view: 'wizard.photos', avatars: withWizard({ photos: [], usable: 0 }) });
  assert.match(screen.caption, /Пришлите от 10 до 20 фотографий/);
  assert.ok(!actions(screen).includes('photosDone'));
});

test('the viewer shows a photo with its verdict in words, and what can be done about it', () => {
  const doubtful = photo(1, { state: 'doubtful', issues: ['blurred', 'dark'] });
  const photos = [photo(0), doubtful, photo(2)];
  const at = (photoId: string | null) => ({
    view: 'wizard.viewer' as const,
    avatars: withWizard({ photos }),
    context: { ...context, avatars: { ...context.avatars, photoId } },
  });
  const good = shown(at(null));
  assert.deepEqual(good.picture, { kind: 'photo', photoId: photo(0).photoId });
  assert.match(good.caption, /Фото 1 из 3/);
  assert.match(good.caption, /Хорошее фото/);
  assert.ok(!actions(good).includes('keepPhoto'));
  const second = shown(at(doubtful.photoId));
  assert.match(second.caption, /Фото 2 из 3[\s\S]*Фото смазано\.\nТемновато/);
  assert.deepEqual(pressOf(second, 'keepPhoto'), {
    do: 'keepPhoto',
    photoId: doubtful.photoId,
    kept: true,
  });
  assert.deepEqual(
    buttons(second)
      .map(({ press }) => press)
      .filter((press) => press.do === 'viewPhotos')
      .map(({ photoId }) => photoId),
    [photo(0).photoId, photo(2).photoId],
  );
});

test('a photo that is removed gives way to the next, and the last to the one before it', () => {
  const nextOf = (photos: readonly ReturnType<typeof photo>[], at: number) => {
    const photoId = photos[at]?.photoId ?? null;
    const press = pressOf(
      shown({
        view: 'wizard.viewer',
        avatars: withWizard({ photos }),
        context: { ...context, avatars: { ...context.avatars, photoId } },
      }),
      'removePhoto',
    );
    return press?.do === 'removePhoto' ? press.nextId : undefined;
  };
  const photos = photosOf(3);
  assert.equal(nextOf(photos, 0), photo(1).photoId);
  assert.equal(nextOf(photos, 1), photo(2).photoId);
  assert.equal(nextOf(photos, 2), photo(1).photoId);
  assert.equal(nextOf(photosOf(1), 0), null);
});

test('a foreign photo is never shown: the first of the draft is', () => {
  const foreign = { ...context.avatars, photoId: 'Zk9StGXR8_Z5jdHi6B-zz' };
  const { picture } = shown({ view: 'wizard.viewer', context: { ...context, avatars: foreign } });
  assert.deepEqual(picture, { kind: 'photo', photoId: photo(0).photoId });
});

test('the verdict names problems in words before the price', () => {
  const alike = [9, 10, 11].map((n) => photo(n, { state: 'doubtful', issues: ['alike'] }));
  const photos = [...photosOf(9), ...alike];
  const given = withWizard({ photos, usable: 9, alike: 3 });
  const screen = shown({ view: 'wizard.verdict', avatars: given });
  assert.match(
    screen.caption,
    /12 фотографий, из них 3 похожи на другие\.<\/b> Добавьте две с других сторон/,
  );
  assert.match(screen.caption, /Подходят 9, а нужно хотя бы 10/);
  assert.ok(!actions(screen).includes('toPrice'));
  const english = shown({ view: 'wizard.verdict', language: 'en', avatars: given });
  assert.match(english.caption, /12 photos, 3 look like others\.<\/b> Add two from other sides/);
});

test('the price comes after photos that are enough, and none still looked at', () => {
  assert.ok(actions(shown({ view: 'wizard.verdict' })).includes('toPrice'));
  const looking = shown({ view: 'wizard.verdict', avatars: withWizard({ pending: 1 }) });
  assert.ok(!actions(looking).includes('toPrice'));
  assert.match(looking.caption, /Ещё рассматриваем: 1/);
});

test('only the button that names its price pays for a training, and names the training', () => {
  const screen = shown({ view: 'wizard.price', avatars: withWizard({ n: 2 }) });
  const [[train] = []] = screen.keyboard;
  assert.deepEqual(train?.press, { do: 'train', avatarId: wizard.draftId, n: 2, price: 150 });
  assert.equal(train?.label, 'Создать · 150 🪙');
  assert.match(screen.caption, /Способ: Обычно, примерно 20 минут/);
  assert.match(screen.caption, /Фотографии потом сотрём/);
  const kept = shown({ view: 'wizard.price', avatars: withWizard({ keepPhotos: true }) });
  assert.match(kept.caption, /Фотографии сохраним/);
});

test('a training that did not succeed is told on the way to the next one', () => {
  const screen = shown({ view: 'wizard.price', avatars: withWizard({ failure: 'billing' }) });
  assert.match(screen.caption, /В прошлый раз не вышло\. Это неполадка у нас.*Монеты вернулись/);
});

test('presets tell their price and time, and the chosen one is ticked', () => {
  const screen = shown({ view: 'wizard.preset' });
  assert.match(screen.caption, /Быстро<\/b> — .* \(105 монет, примерно 12 минут\)/);
  assert.deepEqual(labels(screen).slice(0, 3), ['Быстро', '✓ Обычно', 'Тщательно']);
});

test('who has too little is offered the presets that the coins are enough for', () => {
  const coins = { available: 110, held: 0 };
  const screen = shown({ view: 'wizard.short.telling', coins });
  assert.match(screen.caption, /Нужно монет: 150\. У вас: 110\./);
  assert.deepEqual(pressOf(screen, 'preset'), { do: 'preset', preset: presets[0]?.id });
  const enough = shown({ view: 'wizard.short.telling', coins: { available: 150, held: 0 } });
  assert.ok(actions(enough).includes('train'));
});

test('starting over says what goes, and asks', () => {
  const screen = shown({ view: 'wizard.startingOver' });
  assert.match(screen.caption, /фотографии, которые вы прислали: 12/);
  assert.equal(actions(screen).at(-1), 'startOverSure');
});

test('a step whose draft is gone says so and offers to begin', () => {
  const screen = shown({ view: 'wizard.photos', avatars: noAvatars });
  assert.match(screen.caption, /^Этой подготовки уже нет/);
  assert.ok(actions(screen).includes('wizardOn'));
});

test('a ready avatar shows its photo, its date and its pictures, and what can be done', () => {
  const screen = shown({ view: 'avatars.card' });
  assert.deepEqual(screen.picture, { kind: 'avatar', avatarId: avatarCard.avatarId });
  assert.match(screen.caption, /Ольга/);
  assert.match(screen.caption, /Готов с 30 сентября 2026/);
  assert.match(screen.caption, /С ним создано: 12 картинок/);
  assert.deepEqual(actions(screen), [
    'createWith',
    'openAvatar',
    'wizard',
    'renameAvatar',
    'back',
    'deleteAvatar',
  ]);
  const other = shown({ view: 'avatars.card', avatars: withCard({ isMain: false }) });
  assert.ok(actions(other).includes('makeMain'));
});

test('a ready avatar tells of its first picture only while that is missing', () => {
  const caption = (firstPicture: 'again' | 'given-up' | null) =>
    shown({ view: 'avatars.card', avatars: withCard({ firstPicture }) }).caption;
  assert.match(caption('again'), /Скоро попробуем ещё раз, бесплатно/);
  assert.match(caption('given-up'), /так и не вышла/);
  assert.doesNotMatch(caption(null), /Первая картинка/);
});

test('an avatar in training tells how far it may be, and cannot be deleted', () => {
  const screen = shown({ view: 'avatars.card', avatars: { ...avatarsData, card: inTraining } });
  assert.match(screen.caption, /Учимся рисовать вас/);
  assert.match(screen.caption, /●●●●○○○○○○ примерно 40 %\nОсталось, по нашей оценке: 12 минут/);
  assert.ok(!actions(screen).includes('deleteAvatar'));
  assert.ok(!actions(screen).includes('cancelTraining'));
});

test('a draft goes on where it was left', () => {
  const screen = shown({ view: 'avatars.card', avatars: { ...avatarsData, card: draftCard } });
  assert.deepEqual(pressOf(screen, 'wizard'), { do: 'wizard', avatarId: draftCard.avatarId });
});

test('without avatars there is the way to the first', () => {
  const screen = shown({ view: 'avatars.card', avatars: noAvatars });
  assert.match(screen.caption, /У вас пока нет аватара/);
  assert.deepEqual(pressOf(screen, 'wizard'), { do: 'wizard', avatarId: null });
});

test('deleting takes two steps, says what goes and stays, and asks about the pictures', () => {
  const first = shown({ view: 'avatars.deleting' });
  assert.match(first.caption, /Исчезнут сам аватар и его фотографии/);
  assert.match(first.caption, /Останутся история монет и запись о вашем согласии/);
  assert.deepEqual(actions(first).slice(0, 2), ['deleteAvatarSure', 'deleteAvatarSure']);
  for (const images of ['keep', 'delete'] as const) {
    const second = shown({
      view: 'avatars.deletingSure',
      context: { ...context, avatars: { ...context.avatars, images } },
    });
    assert.match(second.caption, images === 'keep' ? /останутся в галерее/ : /исчезнут навсегда/);
    const { avatarId } = avatarCard;
    assert.deepEqual(pressOf(second, 'deleteAvatarYes'), {
      do: 'deleteAvatarYes',
      avatarId,
      images,
    });
  }
});

test('home leads to the avatars, and to pictures with one that is ready', () => {
  assert.ok(!actions(shown({})).includes('createWith'));
  const ready = shown({ readyAvatars: [choice] });
  assert.deepEqual(actions(ready).slice(0, 2), ['create', 'createWith']);
  assert.ok(actions(ready).includes('avatars'));
});

test('a training is told among the operations', () => {
  const at = Date.UTC(2026, 11, 3, 11, 30);
  const line = { kind: 'training', coins: -150, at } as const;
  const { caption } = shown({
    view: 'balance.operations',
    operations: {
      lines: [
        { ...line, returned: 0, open: true },
        { ...line, returned: 150, open: false },
        { ...line, returned: 0, open: false },
      ],
      next: null,
    },
  });
  assert.match(caption, /−150 · аватар, ещё готовится/);
  assert.match(caption, /−150 · аватар, монеты вернулись/);
  assert.match(caption, /−150 · аватар$/);
});

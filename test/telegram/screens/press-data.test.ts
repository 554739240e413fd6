import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Press } from '../../../src/telegram/press.ts';
import { encodePress, PRESS_DATA_BYTES, parsePress } from '../../../src/telegram/press-data.ts';
import { zones } from '../../../src/telegram/screens/zones.ts';

const id = fc.stringMatching(/^[\w-]{21}$/);
const look = fc.stringMatching(/^[\w-]{1,12}$/);
const shape = fc.constantFrom('1:1', '3:4', '4:3', '9:16', '16:9');
const count = fc.constantFrom(1, 2, 4);
const what = fc.constantFrom('shape', 'count', 'look', 'avatar');
const one = <const T extends string>(...names: T[]) => fc.constantFrom(...names);

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const month = day.map((text) => text.slice(0, 7));

const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ do: one('home', 'back', 'create', 'gallery', 'balance', 'settings', 'help') }),
  fc.record({ do: one('privacy', 'support', 'enterCode', 'askForCoins', 'tellMe', 'close') }),
  fc.record({ do: one('myData', 'export', 'erase', 'eraseSure', 'eraseYes') }),
  fc.record({ do: one('idea'), which: fc.oneof(fc.nat(999), one('surprise')) }),
  fc.record({ do: one('pick'), draftId: id, what }),
  fc.record({ do: one('chooseShape'), draftId: id, shape }),
  fc.record({ do: one('chooseCount'), draftId: id, count }),
  fc.record({ do: one('chooseLook'), draftId: id, look }),
  fc.record({ do: one('make'), draftId: id, price: fc.nat(999_999_999) }),
  fc.record({
    do: one('image', 'delete', 'deleteSure', 'wholeText', 'original', 'again', 'change'),
    imageId: id,
  }),
  fc.record({ do: one('atEnd'), which: one('newest', 'oldest') }),
  fc.record({ do: one('favourite'), imageId: id, marked: fc.boolean(), onResult: fc.boolean() }),
  fc.record({ do: one('retry', 'rephrase', 'cancelJob'), generationId: id }),
  fc.record({ do: one('operations'), before: fc.option(id) }),
  fc.record({ do: one('prefer'), what: one('language', 'shape', 'count', 'look') }),
  fc.record({ do: one('preferShape'), shape }),
  fc.record({ do: one('preferCount'), count }),
  fc.record({ do: one('preferLook'), look }),
  fc.record({ do: one('setLanguage'), language: one('ru', 'en') }),
  fc.record({ do: one('prefer'), what: one('zone') }),
  fc.record({ do: one('setTimeZone'), zone: fc.constantFrom(...zones) }),
  fc.record({
    do: one('openAlbum', 'album', 'renameAlbum', 'deleteAlbum', 'deleteAlbumSure'),
    albumId: id,
  }),
  fc.record({ do: one('openLook'), look }),
  fc.record({ do: one('openShape'), shape }),
  fc.record({ do: one('openMonth', 'byMonth'), month }),
  fc.record({ do: one('openFavourites', 'clearFilters', 'search', 'statistics', 'byWords') }),
  fc.record({ do: one('grid', 'filters', 'trash'), imageId: fc.option(id) }),
  fc.record({ do: one('details', 'share', 'restore', 'purge', 'purgeSure'), imageId: id }),
  fc.record({
    do: one('pickFilter'),
    what: one('kind', 'look', 'avatar', 'shape', 'album', 'time'),
  }),
  fc.record({ do: one('byKind'), kind: fc.option(one('described', 'avatar')) }),
  fc.record({ do: one('byLook'), look: fc.option(look) }),
  fc.record({ do: one('byShape'), shape: fc.option(shape) }),
  fc.record({ do: one('byAlbum'), albumId: fc.option(id) }),
  fc.record({ do: one('byFavourites'), on: fc.boolean() }),
  fc.record({ do: one('byTime'), last: fc.option(one('today', 'yesterday', 'week', 'month')) }),
  fc.record({ do: one('byDays'), from: day, until: day }),
  fc.record({ do: one('calendar'), month: fc.option(month), from: fc.option(day) }),
  fc.record({ do: one('albums'), page: fc.nat(99) }),
  fc.record({ do: one('newAlbum', 'nothing', 'undo', 'emptyTrash') }),
  fc.record({
    do: one('emptyTrashSure'),
    until: fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
  }),
  fc.record({ do: one('addTo'), imageId: fc.option(id), page: fc.nat(99) }),
  fc.record({ do: one('inAlbum'), albumId: id, imageId: fc.option(id), added: fc.boolean() }),
  fc.record({ do: one('marking', 'markNone', 'favouriteMarked', 'downloadMarked') }),
  fc.record({ do: one('deleteMarked', 'deleteMarkedSure') }),
  fc.record({ do: one('mark'), imageId: id, marked: fc.boolean() }),
  fc.record({ do: one('chooseAvatar'), draftId: id, avatarId: fc.option(id) }),
  fc.record({ do: one('styles'), page: fc.nat(99) }),
  fc.record({ do: one('style'), style: look }),
  fc.record({ do: one('edits', 'editImage', 'upscale', 'cutout'), imageId: id }),
  fc.record({ do: one('createWith', 'avatars', 'byAvatar', 'wizard'), avatarId: fc.option(id) }),
  fc.record({ do: one('openAvatar', 'renameAvatar', 'makeMain', 'deleteAvatar'), avatarId: id }),
  fc.record({
    do: one('deleteAvatarSure', 'deleteAvatarYes'),
    avatarId: id,
    images: one('keep', 'delete'),
  }),
  fc.record({ do: one('cancelTraining'), trainingId: id }),
  fc.record({ do: one('wizardOn', 'photosDone', 'toPrice', 'pickPreset') }),
  fc.record({ do: one('leaveWizard', 'startOver', 'startOverSure') }),
  fc.record({ do: one('consent'), textVersion: fc.nat(99) }),
  fc.record({ do: one('who'), who: fc.option(one('man', 'woman')) }),
  fc.record({ do: one('viewPhotos'), photoId: fc.option(id) }),
  fc.record({ do: one('removePhoto'), photoId: id, nextId: fc.option(id) }),
  fc.record({ do: one('keepPhoto'), photoId: id, kept: fc.boolean() }),
  fc.record({ do: one('preset'), preset: look }),
  fc.record({ do: one('keepPhotos'), kept: fc.boolean() }),
  fc.record({ do: one('train'), avatarId: id, n: fc.nat(99), price: fc.nat(999_999) }),
);

test('a press survives its callback data', () => {
  fc.assert(
    fc.property(presses, (press) => assert.deepEqual(parsePress(encodePress(press)), { ...press })),
    { numRuns: 2000 },
  );
});

test('callback data fits into 64 bytes, whatever the ids', () => {
  fc.assert(
    fc.property(presses, (press) =>
      assert.ok(Buffer.byteLength(encodePress(press)) <= PRESS_DATA_BYTES),
    ),
    { numRuns: 2000 },
  );
});

test('foreign callback data is null and never throws', () => {
  const foreign = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(one('image', 'make', 'pick', 'constructor', '__proto__'), id), {
        maxLength: 4,
      })
      .map((parts) => parts.join('/')),
  );
  fc.assert(
    fc.property(foreign, (data) => {
      const press = parsePress(data);
      if (press) assert.equal(encodePress(press), data);
    }),
    { numRuns: 2000 },
  );
});

for (const data of [
  '',
  'gallery_next',
  'home/1',
  'image',
  'image/',
  'image/a b',
  `image/${'x'.repeat(33)}`,
  'make/abc/-5',
  'make/abc/05',
  'make/abc/5.5',
  'chooseCount/abc/3',
  'chooseShape/abc/2:1',
  'favourite/abc/yes/0',
  'setLanguage/de',
  'idea/-1',
  'byDays/2026-02-30/2026-03-01',
  'byDays/2026-2-1/2026-03-01',
  'byMonth/2026-13',
  'byMonth/2026-00',
  'byMonth/',
  'calendar/2026-05/2026-05-32',
  'openMonth/1026-05',
  'setTimeZone/Europe.Atlantis',
  'setTimeZone/Asia/Omsk',
  'setTimeZone/',
  'byTime/year',
  'byKind/photo',
  'grid/a b',
  'albums/-1',
  'albums/',
  'inAlbum/a/b/2',
  'restore/',
  'who/dog',
  'deleteAvatarYes/abc',
  'deleteAvatarYes/abc/both',
  'train/abc/1',
  'keepPhoto/abc/',
  'constructor',
  'toString',
]) {
  test(`"${data}" is no press`, () => assert.equal(parsePress(data), null));
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { photosOf, usablePhotos } from '../../../db/avatar-photos.ts';
import { dropDraft } from '../../../db/forget-avatars.ts';
import { RetryLater } from '../../../src/effects/retry-later.ts';
import { loadSharp } from '../../../src/images/sharp.ts';
import { eachDatabase } from '../../databases.ts';
import { doomedKeys, START } from '../../db/people-with-coins.ts';
import { eventually } from '../../eventually.ts';
import { plain, portrait } from '../../images/photos.ts';
import { handTimers } from '../../telegram/edge/hand-timers.ts';
import { agreed, begin, found, photo, someone, workFor } from './begin.ts';

const photos = await Promise.all(Array.from({ length: 4 }, (_, n) => portrait(n)));
const [first = new Uint8Array(), second = new Uint8Array()] = photos;

eachDatabase('the check of a photo', (open) => {
  it('keeps a good one, upright and with a thumbnail, and tells the chat', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    stage.files.set('file-1', first);
    await stage.doers.commands.checkPhoto(photo(avatarId, 1), workFor(anna));
    const [kept] = await usablePhotos(db.kysely, avatarId);
    assert.ok(kept);
    assert.deepEqual([kept.width, kept.height, kept.issues], [768, 768, '[]']);
    assert.equal((await stage.stored()).length, 2);
    assert.deepEqual(stage.checked, [`chat:${anna.telegram_id} ${avatarId}`]);
    assert.deepEqual(stage.replies, []);
    assert.deepEqual(await doomedKeys(db), []);
  });

  it('answers one that cannot be used, and keeps nothing of it', async (t) => {
    const db = await open();
    const stage = await begin(t, db, async () => []);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    stage.files.set('file-7', first);
    await stage.doers.commands.checkPhoto(photo(avatarId, 7), workFor(anna));
    assert.deepEqual(await found(db, avatarId), [[7, 'refused', 'no-face']]);
    assert.deepEqual(
      stage.replies.map(({ chatId, to }) => [chatId, to]),
      [[anna.telegram_id, 7]],
    );
    assert.deepEqual(await stage.stored(), []);
  });

  it('asks for no download of what its message says already', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const { checkPhoto } = stage.doers.commands;
    await checkPhoto({ ...photo(avatarId, 1), fileType: 'image/heic' }, workFor(anna));
    await checkPhoto({ ...photo(avatarId, 2), bytes: 21 * 1024 * 1024 }, workFor(anna));
    assert.deepEqual(await found(db, avatarId), [
      [1, 'refused', 'heic'],
      [2, 'refused', 'too-large'],
    ]);
  });

  it('takes an album of twenty mixed photos at once, each once and in order', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const sharp = await loadSharp();
    const tiny = await sharp(first).resize(300, 300).jpeg().toBuffer();
    const blurred = await sharp(second).blur(8).jpeg().toBuffer();
    const files = [...photos, first, tiny, blurred, await plain('#060606')];
    const messages = Array.from({ length: 20 }, (_, n) => 100 + n);
    for (const n of messages) stage.files.set(`file-${n}`, files[n % files.length] ?? first);
    const sent = messages.map((n) => photo(avatarId, n));
    await Promise.all(
      // Each update may come twice.
      [...sent.toReversed(), ...sent].map((one) =>
        stage.doers.commands.checkPhoto(one, workFor(anna)),
      ),
    );
    const judged = await found(db, avatarId);
    assert.deepEqual(
      judged.map(([message]) => message),
      messages,
    );
    const states = (state: string) => judged.filter((one) => one[1] === state).length;
    assert.deepEqual([states('received'), states('good')], [0, photos.length]);
    assert.equal(judged.filter((one) => one[2] === 'too-small').length, 3);
    assert.equal(states('good') + states('doubtful') + states('refused'), 20);
    assert.deepEqual(
      stage.replies.map(({ to }) => to).toSorted(),
      judged.filter((one) => one[1] === 'refused').map(([message]) => message),
    );
  });

  it('answers the twenty-first, and the same file sent again', async (t) => {
    const db = await open();
    const stage = await begin(t, db, async () => [{ width: 0.5, score: 0.9 }]);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const { checkPhoto } = stage.doers.commands;
    stage.files.set('same', first);
    await checkPhoto(photo(avatarId, 1, 'same'), workFor(anna));
    await checkPhoto(photo(avatarId, 2, 'same'), workFor(anna));
    for (let n = 3; n <= 21; n++) stage.files.set(`file-${n}`, 'later');
    for (let n = 3; n <= 22; n++)
      await checkPhoto(photo(avatarId, n), workFor(anna)).catch(() => null);
    assert.deepEqual(
      stage.replies.map(({ to }) => to),
      [2, 22],
    );
    assert.notEqual(stage.replies[0]?.words, stage.replies[1]?.words);
  });

  it('tells the equal photos of a burst again when their answer did not arrive', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const { checkPhoto } = stage.doers.commands;
    stage.files.set('same', first);
    await checkPhoto(photo(avatarId, 1, 'same'), workFor(anna));
    stage.told.answer = 'later';
    await assert.rejects(checkPhoto(photo(avatarId, 2, 'same'), workFor(anna)), RetryLater);
    stage.told.answer = 'done';
    await checkPhoto(photo(avatarId, 2, 'same'), workFor(anna, { attempts: 1 }));
    assert.deepEqual(
      stage.replies.map(({ to }) => to),
      [2],
    );
  });

  it('waits for a file that Telegram does not give now, but not for ever', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const { checkPhoto } = stage.doers.commands;
    stage.files.set('file-1', 'later');
    await assert.rejects(checkPhoto(photo(avatarId, 1), workFor(anna)), RetryLater);
    assert.deepEqual(await found(db, avatarId), [[1, 'received']]);
    stage.files.set('file-1', first);
    await checkPhoto(photo(avatarId, 1), workFor(anna, { attempts: 1 }));
    stage.files.set('file-2', 'later');
    await checkPhoto(photo(avatarId, 2), workFor(anna, { attempts: 9 }));
    assert.deepEqual(await found(db, avatarId), [
      [1, 'good'],
      [2, 'refused', 'not-fetched'],
    ]);
  });

  it('repeats an answer that did not arrive', async (t) => {
    const db = await open();
    const stage = await begin(t, db, async () => []);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    stage.files.set('file-1', first);
    stage.told.answer = 'later';
    const { checkPhoto } = stage.doers.commands;
    await assert.rejects(checkPhoto(photo(avatarId, 1), workFor(anna)), RetryLater);
    stage.told.answer = 'done';
    await checkPhoto(photo(avatarId, 1), workFor(anna, { attempts: 1 }));
    assert.equal(stage.replies.length, 1);
  });

  it('answers what a stop cut short, which is counted as no try', async (t) => {
    const db = await open();
    const { setTimer, timers } = handTimers();
    const stage = await begin(t, db, undefined, undefined, setTimer);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    for (const n of [1, 2]) stage.files.set(`file-${n}`, first);
    await stage.doers.commands.checkPhoto(photo(avatarId, 1), workFor(anna));
    const work = workFor(anna);
    // This process ends while it waits for more of the burst.
    void stage.doers.commands.checkPhoto(photo(avatarId, 2), work);
    await eventually(() => timers() > 0 || undefined);
    assert.deepEqual(await found(db, avatarId), [
      [1, 'good'],
      [2, 'refused', 'duplicate'],
    ]);
    const next = await begin(t, db);
    await next.doers.commands.checkPhoto(photo(avatarId, 2), workFor(anna));
    assert.deepEqual(next.replies, [], 'its update came twice');
    await next.doers.commands.checkPhoto(photo(avatarId, 2), work);
    assert.deepEqual(
      next.replies.map(({ to }) => to),
      [2],
    );
  });

  it('takes nothing for another’s avatar, nor for one that is gone', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const [anna, boris] = [await someone(db), await someone(db)];
    const avatarId = await agreed(stage, anna);
    stage.files.set('file-1', first);
    const { checkPhoto, removePhoto, keepPhoto } = stage.doers.commands;
    await checkPhoto(photo(avatarId, 1), workFor(boris));
    assert.deepEqual(await found(db, avatarId), []);
    await checkPhoto(photo(avatarId, 1), workFor(anna));
    const [kept] = await photosOf(db.kysely, avatarId);
    assert.ok(kept);
    await removePhoto({ avatarId, photoId: kept.id }, workFor(boris));
    await keepPhoto({ avatarId, photoId: kept.id, kept: true }, workFor(boris));
    assert.deepEqual(await found(db, avatarId), [[1, 'good']]);
    await dropDraft(db.kysely, { personId: anna.id, avatarId, now: START });
    await checkPhoto(photo(avatarId, 2), workFor(anna));
    assert.equal(stage.replies.at(-1)?.to, 2);
    assert.deepEqual(await found(db, avatarId), []);
  });

  it('leaves no file behind when its draft goes meanwhile', async (t) => {
    const db = await open();
    let drop = async () => {};
    const stage = await begin(t, db, async () => {
      await drop();
      return [{ width: 0.4, score: 0.9 }];
    });
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    drop = async () =>
      void (await dropDraft(db.kysely, { personId: anna.id, avatarId, now: START }));
    stage.files.set('file-1', first);
    await stage.doers.commands.checkPhoto(photo(avatarId, 1), workFor(anna));
    assert.equal((await stage.stored()).length, (await doomedKeys(db)).length);
  });
});

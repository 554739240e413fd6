import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Image } from '../../db/schema.ts';
import { eventually } from '../eventually.ts';
import { eachBacking } from './backing.ts';
import { type Bot, openBot } from './open-bot.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

type Person = ReturnType<Bot['person']>;

/** A person whose gallery is open at the newest of these pictures. */
const personWith = async (bot: Bot, ...descriptions: readonly string[]): Promise<Person> => {
  const anna = bot.person();
  for (const words of descriptions) await bot.ended(await anna.order(words));
  anna.say('/gallery');
  await anna.sees(/^Picture 1 of/);
  return anna;
};

const imagesOf = async ({ db }: Bot, person: Person): Promise<readonly Image[]> =>
  db.kysely
    .selectFrom('images')
    .selectAll()
    .where('person_id', '=', (await person.row()).id)
    .orderBy('sort_key')
    .execute();

const filesOf = async ({ db }: Bot, { id }: Image) =>
  db.kysely.selectFrom('telegram_files').select('key').where('key', 'like', `%:${id}`).execute();

eachBacking('The gallery', (backing) => {
  it('deletes for good with an image all that leads to it', async (t) => {
    const bot = await openBot(t, { backing });
    const anna = await personWith(bot, 'a red boat', 'a blue boat');
    await anna.press(/^details\//);
    await anna.press(/^share\//);
    await anna.sees(/start=s_/);
    await anna.press(/^delete\//);
    await anna.press(/^deleteSure\//);
    await anna.sees(/Picture 1 of 1/);
    const [, image] = await imagesOf(bot, anna);
    assert.ok(image?.trashed_at);
    assert.notEqual((await filesOf(bot, image)).length, 0);
    bot.pass(30 * DAY_MS + 60_000);
    await eventually(async () => (await imagesOf(bot, anna))[1]?.deleted_at ?? undefined);
    assert.deepEqual(await filesOf(bot, image), []);
    assert.deepEqual(await bot.db.kysely.selectFrom('shares').selectAll().execute(), []);
    await bot.check();
  });

  it('brings a lost file back, in the store and in its row', async (t) => {
    const bot = await openBot(t, { backing });
    const anna = await personWith(bot, 'a boat lost at sea');
    const [image] = await imagesOf(bot, anna);
    assert.ok(image);
    await rm(join(bot.folder, 'storage', image.bucket, image.object_key));
    await bot.db.kysely.deleteFrom('telegram_files').execute();
    anna.say('/gallery');
    await eventually(async () => (await imagesOf(bot, anna))[0]?.missing_at ?? undefined);
    bot.pass(5_000);
    await eventually(async () =>
      (await imagesOf(bot, anna))[0]?.missing_at === null ? true : undefined,
    );
    await bot.check(/is missing/);
  });

  it('counts what it is asked to count', async (t) => {
    const bot = await openBot(t, { backing });
    const anna = await personWith(bot, 'a red boat', 'a blue boat', 'a cat');
    anna.say('/find bo');
    await anna.sees(/1 of 2/);
    await anna.press(/^filters\//);
    await anna.press(/^pickFilter\/shape$/);
    await anna.press(/^byShape\//);
    await anna.sees(/1 of 2/);
    await anna.press(/^filters\//);
    await anna.press(/^pickFilter\/time$/);
    await anna.press(/^calendar\//);
    await anna.press(/^byMonth\//);
    await anna.sees(/1 of 2/);
    await anna.press(/^grid\//);
    await anna.press(/^statistics$/);
    await anna.sees(/3 pictures/);
    await bot.check();
  });

  it('names albums once, whatever is repeated', async (t) => {
    const bot = await openBot(t, { backing });
    const anna = await personWith(bot, 'a boat for an album');
    await anna.press(/^details\//);
    await anna.press(/^addTo\//);
    await anna.press(/^newAlbum$/);
    await anna.sees(/name/i);
    anna.say('Summer');
    await anna.sees(/Summer/);
    anna.say('/albums');
    await anna.press(/^album\//);
    await anna.press(/^openAlbum\//);
    await anna.sees(/1 of 1/);
    const albums = await bot.db.kysely.selectFrom('albums').select('title').execute();
    assert.deepEqual(albums, [{ title: 'Summer' }]);
    await bot.check();
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eachBacking } from './backing.ts';
import { type Bot, openBot } from './open-bot.ts';
import { buttonsOf, type Person, wordsOf } from './person.ts';
import { examplePhotos, makeAvatar, openAvatars, PRICE, sendPhotos, toPhotos } from './wizard.ts';

const COINS = 500;
const PICTURE = 5;
const LORA = 'fal-ai/flux-lora';

const avatarsOf = async ({ db }: Bot, person: Person) =>
  db.kysely
    .selectFrom('avatars')
    .selectAll()
    .where('person_id', '=', (await person.row()).id)
    .orderBy('created_at')
    .execute();

const pictures = (bot: Bot) => bot.fal.requests.filter(({ endpoint }) => endpoint === LORA);

const counting = (person: Person) =>
  person.messages().filter((message) => /Photos: \d+ of 20/.test(wordsOf(message)));

eachBacking('A person and their avatars', (backing) => {
  it('from twelve photos to pictures, and to none of it', async (t) => {
    const bot = await openBot(t, { backing, env: { WELCOME_COINS: String(COINS) } });
    const anna = bot.person();
    const photos = await examplePhotos();

    await toPhotos(anna);
    await sendPhotos(bot.telegram, anna, photos);
    const [card, ...others] = counting(anna);
    assert.deepEqual(others, [], 'one card counts them');
    assert.match(wordsOf(anna.messages().at(-1) ?? assert.fail()), /Photos: 12 of 20/);
    const albums = bot.telegram.chat(anna.id).filter(({ media_group_id }) => media_group_id);
    assert.equal(albums.length, photos.length);
    assert.ok(albums.every(({ message_id }) => message_id < (card?.message_id ?? 0)));

    await anna.press('That’s all');
    await anna.sees(/12 photos[\s\S]*all of them are good/);
    await anna.press('Next');
    await anna.sees(/Shall we make the avatar “Anna”[\s\S]*Photos: 12[\s\S]*Price: 150 coins/);
    await anna.press(/^pickPreset/);
    await anna.press('Quick');
    await anna.sees(/Price: 105 coins/);
    await anna.press(/^pickPreset/);
    await anna.press('Usual');
    await anna.sees(/Price: 150 coins/);
    await anna.press(/^train\/.*\/1\/150$/);
    await anna.sees(/We have begun/);
    await anna.sees(/The avatar “Anna” is ready[\s\S]*We erased your photos/);
    await anna.sees(/Done![\s\S]*included in the avatar’s price/);
    await bot.quiet();
    assert.deepEqual(await anna.coins(), { available: COINS - PRICE, held: 0 });
    const [first] = await avatarsOf(bot, anna);
    assert.equal((await anna.row()).main_avatar_id, first?.id);
    assert.deepEqual(
      (await anna.orders()).map(({ unit_price }) => unit_price),
      [0],
    );

    await anna.press(/^createWith\//, /is ready/);
    await anna.sees(/The picture will show Anna/);
    const id = await anna.order('dancing at a ball in Vienna');
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: PICTURE });
    assert.deepEqual(await anna.coins(), { available: COINS - PRICE - PICTURE, held: 0 });
    const sent = pictures(bot).at(-1)?.input ?? {};
    assert.equal(sent['prompt'], `${first?.trigger_phrase}, woman, dancing at a ball in Vienna`);

    await openAvatars(anna);
    await anna.sees(/Anna[\s\S]*The main one[\s\S]*Made with it: 2 pictures/);
    await anna.press(/Pictures \(2\)/);
    await anna.sees(/Picture 1 of 2[\s\S]*avatar “Anna”/);
    await anna.press('Back', /Picture 1 of 2/);
    await anna.sees(/Anna[\s\S]*Made with it: 2 pictures/);

    await anna.press('Rename');
    await anna.sees(/A new name for “Anna”/);
    anna.say('Grandma');
    await anna.sees(/The name is changed[\s\S]*Grandma/);

    await makeAvatar(bot.telegram, anna, 'Vera');
    await bot.quiet();
    const [, second] = await avatarsOf(bot, anna);
    assert.equal((await anna.row()).main_avatar_id, first?.id, 'the first stays the main one');
    await anna.press('My avatar', /Vera/);
    await bot.quiet();
    assert.match(await anna.press('Make it main'), /main avatar now/);
    await bot.quiet();
    assert.equal((await anna.row()).main_avatar_id, second?.id);

    await anna.press('Delete', /Vera[\s\S]*The main one/);
    await anna.sees(/Delete the avatar “Vera”[\s\S]*What shall become of them/);
    await anna.press('Delete them too');
    await anna.sees(/One last question: delete “Vera”/);
    await anna.press('Yes, delete');
    await anna.sees(/The avatar is deleted[\s\S]*Grandma/);
    await bot.quiet();
    assert.equal((await anna.row()).main_avatar_id, first?.id);

    await anna.press('Delete', /Grandma/);
    await anna.press('Keep the pictures');
    await anna.press('Yes, delete', /Grandma/);
    await anna.sees(/The avatar is deleted[\s\S]*You have no avatar yet/);
    assert.deepEqual(
      (await avatarsOf(bot, anna)).map(({ state }) => state),
      ['deleted', 'deleted'],
    );
    anna.say('/gallery');
    const left = await anna.sees(/Picture 1 of 2/);
    assert.ok(buttonsOf(left).length > 0);
    await bot.check();
    assert.deepEqual(await anna.coins(), { available: COINS - 2 * PRICE - PICTURE, held: 0 });
  });
});

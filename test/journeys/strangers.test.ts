import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { photosOf } from '../../db/avatar-photos.ts';
import type { Press } from '../../src/telegram/press.ts';
import { encodePress } from '../../src/telegram/press-data.ts';
import { type Bot, openBot } from './open-bot.ts';
import { createTrainee, draftWithPhotos, PRICE, type Trainee } from './trainee.ts';

/** Nobody but Anna may ever read it. */
const SECRET = 'Secretive';
const COINS = 3 * PRICE;
const SLOW_TRAINING = { queueMs: 5, renderMs: 5, trainMs: 3_600_000 };

const trainingJobs = (bot: Bot) =>
  bot.fal.requests.filter(({ endpoint }) => endpoint.includes('trainer'));

/** Anna has a ready avatar with a picture, one that is being trained, and a draft. */
async function openAnna(bot: Bot) {
  const anna = await createTrainee(bot, COINS, { name: `${SECRET} one` });
  const { id: personId } = await anna.row();
  await anna.train();
  await bot.fal.waitFor(() => trainingJobs(bot).length === 1);
  await bot.fal.completeWith(trainingJobs(bot)[0]?.requestId ?? '');
  await anna.sees(/included in the avatar’s price/);
  const trained = await draftWithPhotos(bot, personId, { name: `${SECRET} two` });
  const data = `train/${trained}/1/${PRICE}`;
  await bot.telegram.pressStale(anna.id, anna.screen.message_id, data).answered;
  await bot.fal.waitFor(() => trainingJobs(bot).length === 2);
  const draftId = await draftWithPhotos(bot, personId, { name: `${SECRET} three`, doubtful: 1 });
  await bot.idleBut(1);
  return { anna, draftId, trained };
}

/** Every row that has to do with her. */
async function herRows({ db }: Bot, { id }: { readonly id: string }) {
  const tables = ['avatars', 'avatar_photos', 'consents', 'trainings', 'generations', 'images'];
  const rows = await Promise.all(
    tables.map((table) =>
      sql`select * from ${sql.table(table)} where person_id = ${id} order by id`.execute(db.kysely),
    ),
  );
  const person = await sql`select * from people where id = ${id}`.execute(db.kysely);
  return [...rows, person].map((result) => result.rows);
}

/** Every button that names something of hers. */
async function pressesOf(
  bot: Bot,
  { anna, draftId, trained }: Awaited<ReturnType<typeof openAnna>>,
) {
  const { avatarId } = anna;
  const [open] = await bot.db.kysely
    .selectFrom('trainings')
    .select('id')
    .where('avatar_id', '=', trained)
    .execute();
  const [image] = await bot.db.kysely.selectFrom('images').select('id').execute();
  const photos = await photosOf(bot.db.kysely, draftId);
  const [photoId, doubtful] = [photos[0]?.id ?? '', photos.at(-1)?.id ?? ''];
  const [trainingId, imageId] = [open?.id ?? '', image?.id ?? ''];
  const [order] = await anna.orders();
  const ofAvatar = (id: string): Press[] => [
    { do: 'avatars', avatarId: id },
    { do: 'createWith', avatarId: id },
    { do: 'openAvatar', avatarId: id },
    { do: 'byAvatar', avatarId: id },
    { do: 'renameAvatar', avatarId: id },
    { do: 'makeMain', avatarId: id },
    { do: 'deleteAvatar', avatarId: id },
    { do: 'deleteAvatarSure', avatarId: id, images: 'delete' },
    { do: 'deleteAvatarYes', avatarId: id, images: 'delete' },
    { do: 'wizard', avatarId: id },
    { do: 'train', avatarId: id, n: 1, price: PRICE },
    { do: 'train', avatarId: id, n: 2, price: PRICE },
    { do: 'chooseAvatar', draftId: order?.id ?? '', avatarId: id },
  ];
  const presses: Press[] = [
    ...[avatarId, trained, draftId].flatMap(ofAvatar),
    { do: 'viewPhotos', photoId },
    { do: 'removePhoto', photoId, nextId: doubtful },
    { do: 'keepPhoto', photoId: doubtful, kept: true },
    { do: 'removePhoto', photoId: doubtful, nextId: null },
    { do: 'cancelTraining', trainingId },
    { do: 'edits', imageId },
    { do: 'editImage', imageId },
    { do: 'upscale', imageId },
    { do: 'cutout', imageId },
    { do: 'details', imageId },
    { do: 'original', imageId },
    { do: 'again', imageId },
    { do: 'retry', generationId: order?.id ?? '' },
  ];
  return presses.map(encodePress);
}

/** Files of Telegram's that show something of hers. */
async function herFiles({ db }: Bot, ids: readonly string[]) {
  const files = await db.kysely.selectFrom('telegram_files').select(['key', 'file_id']).execute();
  return files
    .filter(({ key }) => ids.some((id) => key.includes(id)))
    .map(({ file_id }) => file_id);
}

const sight = (boris: Trainee) => JSON.stringify(boris.messages());

it('another’s avatars, photos and trainings cannot be seen or touched', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const hers = await openAnna(bot);
  const { anna, draftId, trained } = hers;
  const presses = await pressesOf(bot, hers);
  const person = await anna.row();
  const shown = [`avatars/${anna.avatarId}`, `wizard/${draftId}`, 'viewPhotos/'];
  for (const data of shown)
    await bot.telegram.pressStale(anna.id, anna.screen.message_id, data).answered;
  await bot.idleBut(1);
  const before = await herRows(bot, person);
  const posts = bot.fal.requests.length;

  const boris = await createTrainee(bot, COINS, { name: 'Boris', doubtful: 1 });
  const borisBefore = await boris.coins();
  /** At the menu, amid his own photos, and where he was asked whether to delete his own. */
  const places: readonly (readonly string[])[] = [
    ['home'],
    [`wizard/${boris.avatarId}`, 'viewPhotos/'],
    [`deleteAvatar/${boris.avatarId}`, `deleteAvatarSure/${boris.avatarId}/delete`],
  ];
  const press = async (data: string) => {
    const on = boris.messages().at(-1)?.message_id ?? 0;
    const { text } = await bot.telegram.pressStale(boris.id, on, data).answered;
    assert.ok(!text.includes(SECRET), data);
  };
  for (const place of places)
    for (const data of presses) {
      for (const step of place) await press(step);
      await press(data);
    }
  await bot.idleBut(1);
  const ids = [
    anna.avatarId,
    draftId,
    trained,
    ...before.flat().map((row) => String(Object(row).id)),
  ];
  const files = await herFiles(bot, ids);
  assert.ok(files.length > 0, 'she was shown some');
  for (const file of files) assert.ok(!sight(boris).includes(file), 'her picture is shown');
  assert.ok(!sight(boris).includes(SECRET), 'her words are shown');

  assert.deepEqual(await herRows(bot, person), before);
  assert.equal(bot.fal.requests.length, posts, 'nothing was ordered');
  assert.deepEqual(await boris.coins(), borisBefore);
  assert.equal((await boris.avatar()).state, 'draft');
  assert.equal((await boris.photos()).length, 11);
  await bot.fal.completeWith(trainingJobs(bot)[1]?.requestId ?? '');
  await anna.sees(new RegExp(`“${SECRET} two” is ready`));
  // He presses on before the screen has moved below.
  await bot.check(/message to edit not found/);
});

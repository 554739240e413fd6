import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { attemptsOf } from '../../db/attempts.ts';
import { settleTraining } from '../../db/settle-training.ts';
import { closeTraining, weightsStored } from '../../db/trainings.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import { eventually } from '../eventually.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';
import { createTrainee, PHOTOS, PRICE, type Trainee } from './trainee.ts';

const TRAINER = 'fal-ai/flux-lora-portrait-trainer';
const LORA = 'fal-ai/flux-lora';
/** Pictures are quick, trainings are ended by hand. */
const SLOW_TRAINING = { queueMs: 5, renderMs: 5, trainMs: 3_600_000 };
const LOST_MS = 20_000;
/** By then the sweep tells what no effect will tell any more. */
const UNTOLD_MS = 6 * 60_000;

const trainingJobs = (bot: Bot) =>
  bot.fal.requests.filter(({ endpoint, requestId }) => endpoint === TRAINER && requestId !== null);

/** Waits until FAL has taken the training, and tells its id there. */
async function trainingJob(bot: Bot): Promise<string> {
  await bot.fal.waitFor(() => trainingJobs(bot).length > 0, 15_000);
  return trainingJobs(bot)[0]?.requestId ?? '';
}

/** Nothing was paid, the photos are still there, and the next try is one press away. */
async function nothingLost(bot: Bot, anna: Trainee, words: RegExp, ...provoked: RegExp[]) {
  await anna.sees(words);
  await bot.check(...provoked);
  assert.deepEqual(await anna.coins(), { available: PRICE, held: 0 });
  assert.equal((await anna.avatar()).state, 'draft');
  assert.equal((await anna.photos()).length, PHOTOS);
}

it('a training makes an avatar, and its first picture is included in the price', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot);
  const id = await anna.train();
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  await anna.sees(/The avatar “Anna” is ready|Anna/);
  await bot.check();
  assert.deepEqual(await anna.coins(), { available: 0, held: 0 });

  const avatar = await anna.avatar();
  assert.equal(avatar.state, 'ready');
  assert.equal((await anna.row()).main_avatar_id, anna.avatarId);
  assert.deepEqual(await anna.photos(), []);
  const images = createFolderStore({ dir: join(bot.folder, 'storage') });
  assert.ok(await images.get('avatars', avatar.preview_key ?? ''));
  assert.equal(
    (await images.stat('avatars', avatar.weights_key ?? ''))?.bytes,
    avatar.weights_bytes,
  );

  const [training] = trainingJobs(bot);
  assert.deepEqual(Object.keys(training?.input ?? {}).toSorted(), [
    'create_masks',
    'images_data_url',
    'learning_rate',
    'multiresolution_training',
    'steps',
    'subject_crop',
    'trigger_phrase',
  ]);
  assert.equal(training?.input['trigger_phrase'], avatar.trigger_phrase);

  const [first, ...others] = await anna.orders();
  assert.deepEqual(others, []);
  assert.deepEqual(
    [first?.training_id, first?.avatar_id, first?.count, first?.unit_price, first?.end_state],
    [id, anna.avatarId, 1, 0, 'succeeded'],
  );
  const picture = bot.fal.requests.find(({ endpoint }) => endpoint === LORA);
  assert.ok(String(picture?.input['prompt']).startsWith(avatar.trigger_phrase));
});

it('a button pays once, however often it is pressed', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot, 2 * PRICE);
  const ids = await Promise.all([anna.train(), anna.train(), anna.train()]);
  assert.equal(new Set(ids).size, 1);
  assert.deepEqual(await anna.trained(ids[0]), { end: 'succeeded', captured: PRICE });
  await anna.train();
  await bot.check();
  assert.equal(trainingJobs(bot).length, 1);
  assert.deepEqual(await anna.coins(), { available: PRICE, held: 0 });
});

for (const [fault, words] of [
  ['fails', /coins/i],
  ['no-weights', /coins/i],
  ['wrong-bytes', /coins/i],
] as const) {
  it(`a training that ends with "${fault}" makes nothing up and gives the coins back`, async (t) => {
    const bot = await openBot(t);
    const anna = await createTrainee(bot);
    bot.fal.faults.spoilNextTraining(fault);
    const id = await anna.train();
    assert.deepEqual(await anna.trained(id), { end: 'failed', captured: 0 });
    await nothingLost(bot, anna, words);
    assert.equal(trainingJobs(bot).length, 1, 'not trained anew');
    const again = await anna.train(2);
    assert.deepEqual(await anna.trained(again), { end: 'succeeded', captured: PRICE });
    await bot.check();
  });
}

it('a training is cancelled until FAL has started, and what comes late changes nothing', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const anna = await createTrainee(bot);
  const id = await anna.train();
  const job = await trainingJob(bot);
  await anna.comesTo(id, 'making.asked.queued');
  await anna.press(new RegExp(`^cancelTraining/${id}`));
  assert.deepEqual(await anna.trained(id), { end: 'cancelled', captured: 0 });
  await nothingLost(bot, anna, /cancelled/i);
  await bot.fal.completeWith(job);
  await bot.check();
  assert.equal((await anna.avatar()).state, 'draft');
});

it('another person cannot cancel it, or pay for it', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await createTrainee(bot);
  const boris = await createTrainee(bot);
  const data = `train/${anna.avatarId}/1/${PRICE}`;
  await bot.telegram.pressStale(boris.id, boris.screen.message_id, data).answered;
  assert.deepEqual(await anna.trainings(), []);
  const id = await anna.train();
  await anna.comesTo(id, 'making.asked.training');
  await bot.telegram.pressStale(boris.id, boris.screen.message_id, `cancelTraining/${id}`).answered;
  await bot.fal.completeWith(await trainingJob(bot));
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  await bot.check();
  assert.deepEqual(await boris.coins(), { available: PRICE, held: 0 });
});

it('a submit of unknown outcome is released after a minute and never posted again', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot);
  bot.fal.faults.hangNextSubmit();
  const id = await anna.train();
  await anna.comesTo(id, 'making.unsure');
  assert.equal((await anna.trainings())[0]?.end_state, null);
  assert.deepEqual(await bot.hurry(anna.trained(id)), { end: 'failed', captured: 0 });
  await nothingLost(bot, anna, /coins/i);
  assert.equal(bot.fal.requests.filter(({ endpoint }) => endpoint === TRAINER).length, 1);
  assert.equal((await attemptsOf(bot.db.kysely, id)).length, 1);
});

it('a submit whose answer was lost is found by its webhook', async (t) => {
  const bot = await openBot(t, { news: 'webhook' });
  const anna = await createTrainee(bot);
  bot.fal.faults.hangNextSubmit({ accept: true });
  const id = await anna.train();
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  assert.equal(trainingJobs(bot).length, 1);
  await bot.check();
});

it('a definite refusal is tried again', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot);
  for (let n = 0; n < 2; n++)
    bot.fal.faults.failNextSubmit({ status: 503, body: { detail: 'Service Unavailable' } });
  const id = await anna.train();
  assert.deepEqual(await bot.hurry(anna.trained(id)), { end: 'succeeded', captured: PRICE });
  assert.equal((await attemptsOf(bot.db.kysely, id)).length, 3);
  await bot.check();
});

it('a training that the operator’s billing refuses is an outage, and costs nothing', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot);
  bot.fal.faults.billingLocked();
  const id = await anna.train();
  assert.deepEqual(await anna.trained(id), { end: 'failed', captured: 0 });
  await nothingLost(bot, anna, /coins/i);
  const data = `train/${anna.avatarId}/2/${PRICE}`;
  await bot.telegram.pressStale(anna.id, anna.screen.message_id, data).answered;
  await bot.check();
  assert.equal((await anna.trainings()).length, 1, 'nothing is begun while it is out');
});

it('a webhook that comes twice, late or forged changes nothing', async (t) => {
  const bot = await openBot(t, { news: 'webhook', stages: SLOW_TRAINING });
  const anna = await createTrainee(bot);
  bot.fal.webhooks.sendCopies(2);
  const id = await anna.train();
  const job = await trainingJob(bot);
  assert.equal((await bot.fal.webhooks.forge(job, {})).status, 401);
  const url = trainingJobs(bot)[0]?.webhookUrl ?? '';
  const tampered = `${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`;
  const foreign = await bot.fal.webhooks.forge(job, { honestKey: true, url: tampered });
  assert.equal(foreign.status, 404);
  assert.equal((await anna.trainings())[0]?.end_state, null);
  await bot.fal.completeWith(job);
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  assert.equal(await bot.fal.webhooks.redeliver(job), 200);
  await bot.check();
  assert.equal((await anna.orders()).length, 1, 'one first picture');
  assert.deepEqual(await anna.coins(), { available: 0, held: 0 });
});

for (const [stage, stages, path] of [
  ['waits at FAL', BY_HAND, 'making.asked.queued'],
  ['is made', SLOW_TRAINING, 'making.asked.training'],
] as const) {
  it(`a training that ${stage} outlives a restart`, async (t) => {
    const bot = await openBot(t, { stages });
    const anna = await createTrainee(bot);
    const id = await anna.train();
    const job = await trainingJob(bot);
    await anna.comesTo(id, path);
    await bot.restart();
    await bot.fal.completeWith(job);
    assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
    if (stages === BY_HAND) await bot.fal.completeWith(await bot.job(2));
    await bot.check();
  });

  it(`a training that ${stage} outlives the loss of all actors`, async (t) => {
    const bot = await openBot(t, { stages });
    const anna = await createTrainee(bot);
    const id = await anna.train();
    const job = await trainingJob(bot);
    await anna.comesTo(id, path);
    await bot.stop();
    await bot.loseActors();
    bot.pass(LOST_MS);
    await bot.start();
    await bot.fal.completeWith(job);
    assert.deepEqual(await bot.hurry(anna.trained(id)), { end: 'succeeded', captured: PRICE });
    if (stages === BY_HAND) await bot.fal.completeWith(await bot.job(2));
    await bot.check();
    assert.equal(trainingJobs(bot).length, 1, 'not posted again');
  });
}

it('who has blocked the bot finds avatar and picture on their return', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await createTrainee(bot);
  const id = await anna.train();
  const job = await trainingJob(bot);
  await anna.comesTo(id, 'making.asked.training');
  bot.telegram.block(anna.id);
  await bot.fal.completeWith(job);
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  await eventually(async () => (await anna.orders()).find((order) => order.stored_at !== null), {
    timeoutMs: 15_000,
    everyMs: 20,
  });
  bot.telegram.unblock(anna.id);
  anna.say('/start');
  bot.pass(UNTOLD_MS);
  await bot.hurry(anna.sees(/The avatar “Anna” is ready/));
  await bot.hurry(bot.check(/blocked by the user/));
  assert.equal((await anna.orders())[0]?.end_state, 'succeeded');
});

/** After this pause, and the chore's own, a first picture that failed is begun anew. */
const PAUSE_MS = 5 * 60_000 + 10_000;
const DECLINED = { status: 422, body: { detail: 'refused' } };

/** An avatar whose first picture FAL declines at once. */
async function trainedInVain(bot: Bot) {
  const anna = await createTrainee(bot);
  const id = await anna.train();
  await anna.comesTo(id, 'making.asked.training');
  bot.fal.faults.failNextSubmit(DECLINED);
  await bot.fal.completeWith(await trainingJob(bot));
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  return anna;
}

it('a first picture that failed is made again, free of charge', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await trainedInVain(bot);
  await anna.sees(/try again by ourselves, free of charge/);
  bot.pass(PAUSE_MS);
  await bot.hurry(anna.sees(/included in the avatar’s price/));
  await bot.hurry(bot.check());
  assert.deepEqual(
    (await anna.orders()).map(({ end_state, unit_price }) => [end_state, unit_price]).toSorted(),
    [
      ['failed', 0],
      ['succeeded', 0],
    ],
  );
  assert.deepEqual(await anna.coins(), { available: 0, held: 0 });
});

it('a first picture that failed three times is given up, which is said', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await trainedInVain(bot);
  const failed = (tries: number) =>
    eventually(
      async () =>
        (await anna.orders()).filter(({ closed_at }) => closed_at !== null).length === tries ||
        undefined,
      { timeoutMs: 15_000, everyMs: 20 },
    );
  await failed(1);
  for (const tries of [2, 3]) {
    bot.fal.faults.failNextSubmit(DECLINED);
    bot.pass(PAUSE_MS);
    await failed(tries);
  }
  await anna.sees(/We will not try again by ourselves/);
  bot.pass(PAUSE_MS);
  await bot.hurry(bot.check());
  assert.equal((await anna.orders()).length, 3);
});

it('a first picture that was lost on the way is made all the same, once', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await createTrainee(bot);
  const id = await anna.train();
  await anna.comesTo(id, 'making.asked.training');
  await bot.stop();
  await bot.loseActors();
  const now = bot.now();
  const images = createFolderStore({ dir: join(bot.folder, 'storage') });
  const key = 'person/avatar/weights.safetensors';
  const { sha256, bytes } = await images.put('avatars', key, new Uint8Array([1]), 'text/plain');
  await weightsStored(bot.db.kysely, { trainingId: id, key, sha256, bytes, now });
  await settleTraining(bot.db.kysely, {
    trainingId: id,
    end: 'succeeded',
    now,
    newId: () => `t${now}`,
  });
  await closeTraining(bot.db.kysely, id, now);
  await bot.start();
  await bot.hurry(anna.sees(/Anna|picture/i));
  await bot.fal.waitFor(() => bot.fal.requests.some(({ endpoint }) => endpoint === LORA), 15_000);
  await bot.hurry(bot.check());
  assert.equal((await anna.orders()).length, 1);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually } from '../eventually.ts';
import { type Bot, openBot } from './open-bot.ts';
import { buttonsOf, wordsOf } from './person.ts';
import { createTrainee } from './trainee.ts';

const TRAINER = 'fal-ai/flux-lora-portrait-trainer';
/** Trainings are begun and ended by hand. */
const SLOW_TRAINING = { queueMs: 3_600_000, renderMs: 5, trainMs: 3_600_000 };

async function trainingJob({ fal }: Bot): Promise<string> {
  const taken = () =>
    fal.requests.find(({ endpoint, requestId }) => endpoint === TRAINER && requestId !== null);
  await fal.waitFor(() => taken() !== undefined, 15_000);
  return taken()?.requestId ?? '';
}

async function begun(bot: Bot) {
  const anna = await createTrainee(bot);
  const id = await anna.train();
  const screen = await anna.sees(/We have begun/);
  const shown = () =>
    anna.messages().find(({ message_id }) => message_id === screen.message_id) ??
    assert.fail('the screen is gone');
  const offers = (label: RegExp) => buttonsOf(shown()).some(({ text }) => label.test(text));
  const words = () => wordsOf(shown());
  const shows = (what: RegExp) =>
    eventually(() => (what.test(words()) ? true : undefined), { timeoutMs: 15_000, everyMs: 10 });
  return { anna, id, screen, offers, words, shows };
}

it('the screen of an avatar offers to cancel while that is possible, and no longer', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  bot.fal.faults.spoilNextTraining('fails');
  const { anna, id, screen, offers, words, shows } = await begun(bot);
  const job = await trainingJob(bot);
  await shows(/We have begun[\s\S]*We have your photos/);
  assert.ok(offers(/Cancel/), words());

  bot.fal.begin(job);
  await shows(/Learning to draw you/);
  assert.ok(!offers(/Cancel/), words());
  const cancel = `cancelTraining/${id}`;
  const late = bot.telegram.pressStale(anna.id, screen.message_id, cancel);
  assert.match((await late.answered).text, /too late to cancel/);

  await bot.fal.completeWith(job);
  assert.deepEqual(await anna.trained(id), { end: 'failed', captured: 0 });
  await anna.sees(/did not work out/);
  await bot.quiet();
  assert.ok(!offers(/Cancel/) && offers(/Go on/), words());
  assert.doesNotMatch(words(), /We have begun/);
  const over = bot.telegram.pressStale(anna.id, screen.message_id, cancel);
  assert.match((await over.answered).text, /out of date/i);
  await bot.check();
});

it('a cancelled training leaves the screen with the way to go on', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const { anna, id, offers, words } = await begun(bot);
  await trainingJob(bot);
  await anna.press('Cancel', /We have begun/);
  assert.deepEqual(await anna.trained(id), { end: 'cancelled', captured: 0 });
  await anna.sees(/is cancelled/);
  await bot.quiet();
  assert.ok(!offers(/Cancel/) && offers(/Go on/), words());
  await bot.check();
});

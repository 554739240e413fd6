import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import fc from 'fast-check';
import { screenOf } from '../../db/screens.ts';
import type { Shape } from '../../machines/chat/types.ts';
import type { ShownMessage } from '../../src/demo/bot-api/types.ts';
import { writeWeights } from '../../src/demo/fal/weights.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { Press } from '../../src/telegram/press.ts';
import { encodePress } from '../../src/telegram/press-data.ts';
import { newId } from '../db/people-with-coins.ts';
import { insertReadyAvatar } from '../db/ready-avatar.ts';
import { eventually } from '../eventually.ts';
import { eachBacking } from './backing.ts';
import { createModel, type Model, type Pictured } from './gallery-model.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';
import { buttonsOf, type Person } from './person.ts';

/** GALLERY_RUNS makes it longer; fast-check prints the seed of a failure. */
const RUNS = Number(process.env['GALLERY_RUNS'] ?? 3);
const STEPS = 30;
const PATIENCE_MS = 10_000;
/** Orders that are there from the beginning, of two pictures each, and those that arrive later. */
const EARLY = 4;
const LATE = 2;

const LOOKS = ['banana', 'schnell'] as const;
const SHAPES: readonly Shape[] = ['1:1', '3:4'];
const WORDS = ['red cat', 'blue cat', 'red dog'] as const;

interface Stage {
  readonly bot: Bot;
  readonly person: Person;
  readonly model: Model;
  /** Two, of the person's own. */
  readonly avatars: readonly string[];
  /** FAL's jobs that are not done yet. */
  readonly waiting: string[];
  /** Their orders. */
  readonly orders: string[];
}

/** Avatars as a training would have left them. */
async function trained(bot: Bot, person: Person): Promise<readonly string[]> {
  const { id: personId } = await person.row();
  const images = createFolderStore({ dir: join(bot.folder, 'storage') });
  const ids = [newId(), newId()];
  for (const id of ids) {
    const weights = writeWeights({ trigger: `TOK_${id}`, faces: [] }, 64);
    const key = `${personId}/${id}/weights.safetensors`;
    const { bytes, sha256 } = await images.put('avatars', key, weights, 'application/octet-stream');
    const kept = { weights_bytes: bytes, weights_sha256: sha256 };
    await insertReadyAvatar(bot.db, { id, personId, name: `Anna ${id}`, ...kept });
  }
  return ids;
}

/** Nothing is under way but the orders that FAL has not finished. */
async function settled({ bot, waiting }: Stage): Promise<void> {
  const look = async () => {
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    const depth = (condition: string) =>
      Number(new RegExp(`aisha_effects\\{condition="${condition}"\\} (\\d+)`).exec(metrics)?.[1]);
    const { telegram } = bot;
    const heard = telegram.pendingUpdates().length + telegram.openQueries().length;
    return heard + depth('due') === 0 && depth('leased') <= waiting.length ? true : undefined;
  };
  await eventually(look, { timeoutMs: PATIENCE_MS, everyMs: 10 });
}

async function orderAs(stage: Stage, nth: number): Promise<void> {
  const { bot, person, avatars } = stage;
  const description = `${WORDS[nth % WORDS.length]} ${nth}`;
  const { draftId, messageId } = await person.describe(description);
  const press = async (one: Press) => {
    await bot.telegram.pressStale(person.id, messageId, encodePress(one)).answered;
  };
  const avatarId = avatars[nth % (avatars.length + 1)];
  if (avatarId) await press({ do: 'chooseAvatar', draftId, avatarId });
  else await press({ do: 'chooseLook', draftId, look: LOOKS[nth % LOOKS.length] ?? '' });
  await press({ do: 'chooseShape', draftId, shape: SHAPES[nth % SHAPES.length] ?? '1:1' });
  await press({ do: 'chooseCount', draftId, count: nth < EARLY ? 2 : 1 });
  await settled(stage);
  const taken = bot.jobs().length;
  await person.press(new RegExp(`^make/${draftId}/`));
  stage.waiting.push(await bot.job(taken + 1));
  stage.orders.push(draftId);
}

/** FAL finishes the job that has waited longest; the model hears of what is new. */
async function arrive(stage: Stage): Promise<void> {
  const { bot, person, model, waiting, orders } = stage;
  const job = waiting.shift();
  if (job === undefined) return;
  await bot.fal.completeWith(job);
  const [generationId] = orders.splice(0, 1);
  if (generationId) await bot.ended(generationId);
  await settled(stage);
  const known = new Set(model.all.map(({ id }) => id));
  const rows = await bot.db.kysely
    .selectFrom('images')
    .innerJoin('generations', 'generations.id', 'images.generation_id')
    .select([
      'images.id',
      'images.model',
      'images.shape',
      'images.avatar_id',
      'generations.description',
    ])
    .where('images.person_id', '=', (await person.row()).id)
    .orderBy('images.created_at')
    .execute();
  for (const { id, model: look, shape, avatar_id: avatarId, description } of rows)
    if (!known.has(id))
      model.arrive({
        id,
        look,
        description,
        shape: shape as Shape,
        avatarId,
        favourite: false,
        inTrash: false,
      });
}

/** The living screen as it is on the phone. */
async function screenAt({ bot, person }: Stage): Promise<ShownMessage> {
  const screen = await screenOf(bot.db.kysely, (await person.row()).id);
  const found = person.messages().find(({ message_id }) => message_id === screen?.message_id);
  return found ?? assert.fail('there is no screen');
}

const dataOf = (screen: ShownMessage) =>
  buttonsOf(screen).flatMap(({ callback_data }) => callback_data ?? []);

async function press(stage: Stage, one: Press): Promise<void> {
  const { message_id } = await screenAt(stage);
  await stage.bot.telegram.pressStale(stage.person.id, message_id, encodePress(one)).answered;
  await settled(stage);
}

async function say(stage: Stage, text: string): Promise<void> {
  stage.person.say(text);
  await settled(stage);
}

type Act = (stage: Stage, pick: number) => Promise<void>;

const onShown = async (stage: Stage, run: (shown: Pictured) => Promise<void>) => {
  const shown = stage.model.shown();
  if (stage.model.screen() === 'card' && shown) await run(shown);
};

const inGallery = async (stage: Stage, run: () => Promise<void>) => {
  if (stage.model.screen() !== 'away') await run();
};

const arrow =
  (step: 1 | -1): Act =>
  (stage) =>
    onShown(stage, async () => {
      const next = stage.model.neighbour(step);
      const which = step === 1 ? 'oldest' : 'newest';
      const data = encodePress(next ? { do: 'image', imageId: next.id } : { do: 'atEnd', which });
      // The screen before may have had the same numbers under another filter.
      await eventually(
        async () => {
          assert.ok(dataOf(await screenAt(stage)).includes(data), `an arrow to ${data}`);
          return true;
        },
        { timeoutMs: PATIENCE_MS },
      );
      if (!next) return press(stage, { do: 'atEnd', which });
      await press(stage, { do: 'image', imageId: next.id });
      stage.model.show(next.id);
    });

const filterBy = (stage: Stage, one: Press, next: Parameters<Model['refilter']>[0]) =>
  inGallery(stage, async () => {
    await press(stage, one);
    stage.model.refilter(next);
  });

/** A new picture changes nothing on the screen; the next press keeps to what is looked at. */
async function arriveWhileLooking(stage: Stage): Promise<void> {
  const { model, waiting } = stage;
  if (waiting.length === 0) return;
  const [first] = model.page();
  const shown = model.shown();
  const screen = model.screen();
  await arrive(stage);
  if (screen === 'card' && shown) {
    await press(stage, { do: 'image', imageId: shown.id });
    model.show(shown.id);
  } else if (screen === 'grid' && first) {
    await press(stage, { do: 'grid', imageId: first.id });
    model.openGrid(first.id);
  } else {
    await say(stage, '/gallery');
    model.open();
  }
}

const acts: readonly (readonly [name: string, act: Act])[] = [
  [
    'open',
    async (stage) => {
      await say(stage, '/gallery');
      stage.model.open();
    },
  ],
  ['older', arrow(1)],
  ['older again', arrow(1)],
  ['newer', arrow(-1)],
  [
    'by look',
    async (stage, pick) => {
      const look = LOOKS[pick % LOOKS.length] ?? '';
      await filterBy(stage, { do: 'byLook', look }, { look });
    },
  ],
  [
    'by shape',
    async (stage, pick) => {
      const shape = SHAPES[pick % SHAPES.length] ?? '1:1';
      await filterBy(stage, { do: 'byShape', shape }, { shape });
    },
  ],
  [
    'by avatar',
    async (stage, pick) => {
      const avatarId = stage.avatars[pick % stage.avatars.length] ?? '';
      await filterBy(stage, { do: 'byAvatar', avatarId }, { avatarId });
    },
  ],
  [
    'favourites',
    (stage) => filterBy(stage, { do: 'byFavourites', on: true }, { favourites: true }),
  ],
  ['clear', (stage) => filterBy(stage, { do: 'clearFilters' }, null)],
  [
    'find',
    async (stage, pick) => {
      const words = ['cat', 're', 'do bl', 'dog red', 'nothing'][pick % 5] ?? '';
      await say(stage, `/find ${words}`);
      stage.model.find(words);
    },
  ],
  [
    'mark',
    (stage) =>
      onShown(stage, async (shown) => {
        const marked = !shown.favourite;
        await press(stage, { do: 'favourite', imageId: shown.id, marked, onResult: false });
        stage.model.mark(shown);
      }),
  ],
  [
    'delete',
    (stage) =>
      onShown(stage, async (shown) => {
        await press(stage, { do: 'delete', imageId: shown.id });
        await press(stage, { do: 'deleteSure', imageId: shown.id });
        stage.model.remove(shown);
      }),
  ],
  [
    'undo',
    async (stage) => {
      if (stage.model.undoable() === null) return;
      await press(stage, { do: 'undo' });
      stage.model.bringBack();
    },
  ],
  [
    'restore',
    async (stage, pick) => {
      const trashed = stage.model.trashed();
      const picture = trashed[pick % trashed.length];
      if (!picture) return;
      await press(stage, { do: 'restore', imageId: picture.id });
      stage.model.restore(picture);
    },
  ],
  [
    'grid',
    (stage) =>
      onShown(stage, async (shown) => {
        await press(stage, { do: 'grid', imageId: shown.id });
        stage.model.openGrid(shown.id);
      }),
  ],
  [
    'open from the grid',
    async (stage, pick) => {
      const page = stage.model.page();
      const picture = page[pick % page.length];
      if (stage.model.screen() !== 'grid' || !picture) return;
      await press(stage, { do: 'image', imageId: picture.id });
      stage.model.show(picture.id);
    },
  ],
  ['a new image', arriveWhileLooking],
  [
    'restart',
    async (stage) => {
      await stage.bot.restart();
      await settled(stage);
    },
  ],
];

/** What is on the phone is what the model shows. */
async function compare(stage: Stage, what: string): Promise<true> {
  const { model } = stage;
  const screen = await screenAt(stage);
  const data = dataOf(screen);
  if (model.screen() === 'card') {
    const shown = model.shown();
    const ids = data.flatMap((one) => /^details\/(.+)$/.exec(one)?.[1] ?? []);
    assert.deepEqual(ids, shown ? [shown.id] : [], `the card after ${what}`);
    if (!shown) return true;
    const grid = buttonsOf(screen).find(({ callback_data = '' }) => /^grid\//.test(callback_data));
    const numbers = grid?.text.match(/\d+/g)?.map(Number);
    assert.deepEqual(numbers, [model.index(), model.total()], `the numbers after ${what}`);
  }
  if (model.screen() === 'grid') {
    const ids = data.flatMap((one) => /^image\/(.+)$/.exec(one)?.[1] ?? []);
    const page = model.page().map(({ id }) => id);
    assert.deepEqual(ids, page, `the grid after ${what}`);
  }
  return true;
}

eachBacking('the gallery', (backing) => {
  it('always shows what plain arrays would', async (t) => {
    const bot = await openBot(t, {
      backing,
      stages: BY_HAND,
      news: 'webhook',
      env: { WELCOME_COINS: '500' },
    });
    const moves = fc.array(fc.record({ act: fc.nat(acts.length - 1), pick: fc.nat(97) }), {
      minLength: STEPS,
      maxLength: STEPS,
    });
    await fc.assert(
      fc.asyncProperty(moves, async (steps) => {
        const person = bot.person();
        person.say('/start');
        await eventually(async () => (await person.row().catch(() => undefined)) && true, {
          timeoutMs: PATIENCE_MS,
        });
        const stage: Stage = {
          bot,
          person,
          model: createModel(),
          avatars: await trained(bot, person),
          waiting: [],
          orders: [],
        };
        for (let nth = 0; nth < EARLY; nth++) {
          await orderAs(stage, nth);
          await arrive(stage);
        }
        for (let nth = EARLY; nth < EARLY + LATE; nth++) await orderAs(stage, nth);
        await say(stage, '/gallery');
        stage.model.open();
        const done: string[] = [];
        for (const { act, pick } of steps) {
          const [name, run] = acts[act] ?? assert.fail();
          await run(stage, pick);
          done.push(name);
          // Effects of orders under way hide whether a screen is still being drawn.
          await eventually(() => compare(stage, done.join(', ')), { timeoutMs: PATIENCE_MS });
        }
        while (stage.waiting.length > 0) await arrive(stage);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // A press may hit a screen that a command is about to replace.
    await bot.check(/message is not modified|message to edit not found/);
  });
});

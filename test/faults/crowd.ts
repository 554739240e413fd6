import assert from 'node:assert/strict';
import { settlementOf } from '../../db/settlements.ts';
import { eventually } from '../eventually.ts';
import { buttonsOf, type Person } from '../journeys/person.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** In everything that people of a crowd write; it must never stand in a log. */
export const SECRET_WORDS = 'hush-7f3a';

export interface CrowdOptions {
  readonly stage: Stage;
  readonly random: Random;
  readonly people: number;
  /** What each was given at first. */
  readonly coins?: number;
  /** After so many milliseconds without what they wait for, people try again. */
  readonly impatientMs?: number;
  /** Milliseconds that each looks at the phone between two acts. */
  readonly pauseMs?: number;
  /** False: people only order. */
  readonly wander?: boolean;
  /** Orders may end without a picture, with the coins back. */
  readonly mayFail?: boolean;
  /** What people wrote or pressed may be lost, so that they have to do it again. */
  readonly mayRepeat?: boolean;
}

export interface Crowd {
  readonly people: readonly Person[];
  /** How often somebody had to do again what was lost. */
  readonly repeats: () => number;
  readonly ordered: () => number;
  /** Lets everybody finish what they are at. @throws Error of whoever waited in vain. */
  over(): Promise<void>;
  /** Rejects as soon as somebody waits in vain; never resolves before `over`. */
  readonly lives: Promise<unknown>;
}

const IMPATIENT_MS = 60_000;
const COINS = 1000;
/** Presses that end what the others live for: erasure, another language, a training. */
const UNTOUCHED =
  /^(erase|setLanguage|prefer|make|wizard|consent|train|cancelJob|leaveWizard|startOver|deleteSure|purgeSure|emptyTrash|deleteMarked|askForCoins|enterCode|export|change|upscale|cutout|nothing)/;

/** People who order, look around and press what they see, each with chance of their own. */
export function openCrowd(options: CrowdOptions): Crowd {
  const { stage, random, people: count, impatientMs = IMPATIENT_MS, wander = true } = options;
  const { telegram, db } = stage;
  const { coins: given = COINS, pauseMs = 0, mayFail = false, mayRepeat = false } = options;
  const people = Array.from({ length: count }, stage.person);
  let isOver = false;
  let repeats = 0;
  let ordered = 0;

  const sees = <T>(question: () => T | undefined | Promise<T | undefined>) =>
    eventually(question, { timeoutMs: impatientMs, everyMs: 20 });

  /** The bot has taken all that this person did. */
  const isHeard = ({ id }: Person) =>
    telegram.pendingUpdates().every(({ message, callback_query: press }) => {
      const { from } = Object(message ?? press) as { from?: { id: number } };
      return from?.id !== id;
    });

  /** The button that orders what was described so. */
  const offer = (person: Person, words: string) => () => {
    for (const message of person.messages().toReversed()) {
      if (!(message.caption ?? message.text ?? '').includes(words)) continue;
      const make = buttonsOf(message).find(({ callback_data: data = '' }) => /^make\//.test(data));
      if (make?.callback_data) return { messageId: message.message_id, data: make.callback_data };
    }
    return undefined;
  };

  const tryOrder = async (person: Person, words: string, taps: number) => {
    // A press that overtakes the words would lead away from them.
    await sees(() => (isHeard(person) ? true : undefined));
    person.say(`/create ${words}`);
    const { messageId, data } = await sees(offer(person, words));
    for (let tap = 0; tap < taps; tap += 1) telegram.pressStale(person.id, messageId, data);
    const [, draftId] = data.split('/');
    const find = async () => (await person.orders()).find(({ id }) => id === draftId);
    await sees(find);
    ordered += 1;
  };

  const order = async (person: Person, words: string, taps: number) => {
    for (let tries = 1; ; tries += 1)
      try {
        return await tryOrder(person, words, taps);
      } catch (error) {
        repeats += 1;
        if (tries === 3) throw new Error(`${person.id} could not order ${words}`, { cause: error });
      }
  };

  const press = (person: Person, chance: Random) => {
    const all = person
      .messages()
      .flatMap((message) =>
        buttonsOf(message).flatMap(({ callback_data: data = '' }) =>
          data === '' || UNTOUCHED.test(data) ? [] : [{ messageId: message.message_id, data }],
        ),
      );
    if (all.length === 0) return undefined;
    const { messageId, data } = chance.pick(all);
    return telegram.pressStale(person.id, messageId, data).answered;
  };

  const live = async (person: Person, chance: Random) => {
    for (let n = 1; !isOver; n += 1) {
      const taps = chance.next() < 0.5 ? 1 : 2;
      await order(person, `${SECRET_WORDS} ${person.id} picture ${n}.`, taps);
      const strolls = wander ? chance.below(4) : 0;
      for (let stroll = 0; stroll < strolls && !isOver; stroll += 1) {
        const toast = press(person, chance);
        // A toast may be lost with a process; nobody stares at it for ever.
        await Promise.race([toast, pause(300)]);
      }
      await pause(pauseMs);
    }
  };

  const lives = Promise.all(people.map((person, at) => live(person, random.fork(`person ${at}`))));
  // Whoever asks is told; until then nothing is unhandled.
  lives.catch(() => undefined);

  /** Who ordered was served, and paid what the settlements say. */
  const check = async (person: Person) => {
    const orders = await person.orders();
    const settled = await Promise.all(orders.map(({ id }) => settlementOf(db.kysely, id)));
    const paid = settled.reduce((sum, one) => sum + (one?.captured ?? 0), 0);
    assert.deepEqual(await person.coins(), { available: given - paid, held: 0 });
    const words = orders.map(({ description }) => description);
    assert.equal(new Set(words).size, words.length, `${person.id} has two orders of one wish`);
    for (const { id, end_state, source_message_id } of orders) {
      if (end_state !== 'succeeded') {
        assert.ok(mayFail, `${id} of ${person.id} ended ${end_state}`);
        continue;
      }
      const came = person
        .messages()
        .some(({ reply_to_message: to }) => to?.message_id === source_message_id);
      assert.ok(came, `the picture of ${id} never came to ${person.id}`);
    }
  };

  stage.expect(async () => {
    for (const person of people) await check(person);
    if (!mayRepeat) assert.equal(repeats, 0, 'what people did was lost');
  });

  return {
    people,
    repeats: () => repeats,
    ordered: () => ordered,
    lives,
    over: async () => {
      isOver = true;
      await lives;
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { createPromo } from '../../db/promos.ts';
import { type Chat, openChat } from './open-chat.ts';
import { createRandom } from './random.ts';
import { createWalk } from './walk.ts';

/** WALK_PRESSES, WALK_PEOPLE and WALK_SEED make a longer walk of more, or the same one again. */
const PRESSES = Number(process.env['WALK_PRESSES'] ?? 1500);
const SEED = Number(process.env['WALK_SEED'] ?? Math.floor(Math.random() * 1e9));
/** Half a minute on an idle machine; a busy one takes several times as long. */
const TIMEOUT_MS = 180_000 + PRESSES * 40;
const PEOPLE = Number(process.env['WALK_PEOPLE'] ?? 8);
const ROUNDS_BEFORE_RESTART = 60;
const ROUNDS_BEFORE_HOME = 25;
/** A walk that always goes the same way proves little. */
const KINDS = 50;

const walk = async (chat: Chat) => {
  const random = createRandom(SEED);
  await createPromo(chat.db.kysely, { code: 'GIFT', coins: 50, uses: 1000, now: Date.now() });
  const walkers = Array.from({ length: PEOPLE }, (_, at) => ({
    phone: chat.phone(at % 2 === 0 ? 'ru' : 'en'),
    mark: `mark${at}of${SEED}`,
  }));
  for (const { phone } of walkers) await phone.say('/start');
  const { round, goHome, assertOwnPictures, presses, kinds, trace } = createWalk(
    chat,
    random,
    walkers,
  );
  try {
    for (let rounds = 1; presses() < PRESSES; rounds += 1) {
      await round();
      if (rounds % ROUNDS_BEFORE_HOME === 0) {
        await assertOwnPictures();
        await goHome();
      }
      if (rounds % ROUNDS_BEFORE_RESTART === 0) await chat.restart();
    }
    await chat.assertSound();
    assert.ok(kinds.size >= KINDS, `only ${kinds.size} kinds of buttons were pressed`);
  } catch (error) {
    console.log(trace.slice(-60).join('\n'));
    throw error;
  }
};

test(`people press whatever they find and are always answered (seed ${SEED})`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const chat = await openChat({ env: { WELCOME_COINS: '100', ADMIN_CHAT_ID: '8000001' } });
  try {
    await walk(chat);
  } finally {
    await chat.close();
  }
});

import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { personByTelegramId } from '../../db/people.ts';
import { createPromo } from '../../db/promos.ts';
import { mosaic } from '../journeys/mixed-photos.ts';
import { draftWithPhotos } from '../journeys/trainee.ts';
import { type Chat, openChat } from './open-chat.ts';
import { createRandom } from './random.ts';
import { createWalk, type Walker } from './walk.ts';

/** WALK_PRESSES, WALK_PEOPLE and WALK_SEED make a longer walk of more, or the same one again. */
const PRESSES = Number(process.env['WALK_PRESSES'] ?? 1500);
const SEED = Number(process.env['WALK_SEED'] ?? Math.floor(Math.random() * 1e9));
/** Half a minute on an idle machine; a busy one takes several times as long. */
const TIMEOUT_MS = 180_000 + PRESSES * 40;
const PEOPLE = Number(process.env['WALK_PEOPLE'] ?? 8);
const ROUNDS_BEFORE_RESTART = 60;
const ROUNDS_BEFORE_HOME = 25;
/** A walk that always goes the same way proves little. */
const KINDS = 70;
const AVATAR_PRICE = 150;

/** Every second walker has photos ready for an avatar, every third has one that is trained. */
async function prepare(chat: Chat, { phone }: Walker, at: number) {
  const person = await personByTelegramId(chat.db.kysely, phone.id);
  if (!person) throw new Error('nobody has met the walker');
  const place = { db: chat.db, folder: chat.folder, now: Date.now };
  if (at % 3 === 1) {
    const avatarId = await draftWithPhotos(place, person.id, { name: `Anna ${at}` });
    const { message_id } = phone.screen();
    await phone.pressData(message_id, `train/${avatarId}/1/${AVATAR_PRICE}`);
  }
  if (at % 2 === 0) await draftWithPhotos(place, person.id, { name: `Vera ${at}`, doubtful: 2 });
}

const walk = async (chat: Chat) => {
  const random = createRandom(SEED);
  await createPromo(chat.db.kysely, { code: 'GIFT', coins: 50, uses: 1000, now: Date.now() });
  const walkers = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, at) => ({
      phone: chat.phone(at % 2 === 0 ? 'ru' : 'en'),
      mark: `mark${at}of${SEED}`,
      photos: await Promise.all([1, 2, 3, 4].map((n) => mosaic(`${SEED} ${at} ${n}`))),
    })),
  );
  for (const [at, walker] of walkers.entries()) {
    await walker.phone.say('/start');
    await prepare(chat, walker, at);
  }
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
  const chat = await openChat({
    env: { WELCOME_COINS: '400', ADMIN_CHAT_ID: '8000001' },
    faces: async () => [{ width: 0.5, score: 0.9 }],
  });
  try {
    await walk(chat);
  } finally {
    await chat.close();
  }
});

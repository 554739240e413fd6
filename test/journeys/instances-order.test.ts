import assert from 'node:assert/strict';
import { env } from 'node:process';
import { test } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { beginDraft, nameAvatar, noteDraft } from '../../db/avatars.ts';
import { screenOf } from '../../db/screens.ts';
import { seeded } from '../../src/pictures/seeded.ts';
import { postgresRefusal } from '../databases.ts';
import { eventually } from '../eventually.ts';
import { redisRefusal } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';
import { type Instances, openInstances } from './open-instances.ts';
import { type Person, wordsOf } from './person.ts';
import { examplePhotos } from './wizard.ts';

const SEED = Number(env['SEED'] ?? Date.now() % 1_000_000);
const PEOPLE = 8;
const PRESSES = 20;
const PHOTOS = 5;
/** Of a hundred requests, so many come to both instances. */
const TWICE_PERCENT = 30;

/** Buttons of the menu, as their events are called, and how the screen that each leads to begins. */
const MENU = {
  balance: /^You have 25 coins/,
  settings: /^Settings/,
  help: /^How it works/,
  create: /^What would you like to see/,
  gallery: /^Nothing here yet/,
};

type Place = keyof typeof MENU;
/** Guarantee: these are the keys of MENU. */
const PLACES = Object.keys(MENU) as Place[];

/** A newcomer, and the message that is their screen once the bot knows that it is. */
async function newcomer(bots: Instances) {
  const person = bots.person();
  person.say('/start');
  const { message_id: messageId } = await person.sees(/./);
  const isKnown = async () => screenOf(bots.db.kysely, (await person.row()).id);
  await eventually(isKnown, { timeoutMs: 15_000 });
  return { person, messageId };
}

async function takenOf({ db }: Instances, { id }: Person): Promise<string[]> {
  const lines = await db.kysely
    .selectFrom('journal')
    .select('event')
    .where('actor_key', '=', `chat:${id}`)
    .orderBy('step')
    .execute();
  return lines.map(({ event }) => event).filter((event) => event in MENU);
}

/** Somebody whose draft has come to the photos, with the wizard open there. */
async function sitter(bots: Instances) {
  const { person, messageId } = await newcomer(bots);
  const { kysely: db } = bots.db;
  const avatarId = `draft-${person.id}`;
  const draft = { personId: (await person.row()).id, avatarId, now: Date.now() };
  const consent = { consentId: `consent-${person.id}`, textVersion: 1, language: 'en' as const };
  await beginDraft(db, { ...draft, ...consent, triggerPhrase: `trig${person.id}` });
  await nameAvatar(db, { ...draft, name: 'Anna' });
  await noteDraft(db, { ...draft, who: null, step: 'photos' });
  await bots.telegram.pressStale(person.id, messageId, `wizard/${avatarId}`).answered;
  await person.sees(/Please send 10 to 20 photos/);
  return { person, avatarId };
}

const refusal = postgresRefusal ?? redisRefusal;

if (refusal !== undefined) registerRefusal('events across instances', refusal);
else
  test(`what one person does is taken once and in order, whichever instance it comes to (SEED=${SEED})`, async (t) => {
    const { next: random } = seeded(SEED);
    const oneOf = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)];
    const bots = await openInstances(t, {
      choose: oneOf,
      isTwice: () => random() * 100 < TWICE_PERCENT,
    });
    await Promise.all([bots.add(), bots.add()]);

    const walk = async () => {
      const { person, messageId } = await newcomer(bots);
      const pressed = Array.from({ length: PRESSES }, () => oneOf(PLACES) ?? 'help');
      const answers = pressed.map(
        (place) => bots.telegram.pressStale(person.id, messageId, place).answered,
      );
      await Promise.all(answers);
      return { person, messageId, pressed };
    };
    const pose = async () => {
      const { person, avatarId } = await sitter(bots);
      await bots.telegram.sendAlbum(person.id, await examplePhotos(PHOTOS));
      await person.sees(new RegExp(`Good: ${PHOTOS}\\b`));
      return { person, avatarId };
    };
    const [{ person: anna, avatarId }, ...walks] = await Promise.all([
      pose(),
      ...Array.from({ length: PEOPLE }, walk),
    ]);
    await bots.check();

    for (const { person, messageId, pressed } of walks) {
      const taken = async () => {
        const events = await takenOf(bots, person);
        return events.length >= pressed.length ? events : undefined;
      };
      assert.deepEqual(await eventually(taken), pressed);
      const [screen, ...others] = person.messages();
      assert.deepEqual(others, [], 'one screen');
      assert.equal(screen?.message_id, messageId, 'the screen that was pressed');
      assert.match(screen ? wordsOf(screen) : '', MENU[pressed.at(-1) ?? 'help']);
    }
    const photos = await photosOf(bots.db.kysely, avatarId);
    assert.deepEqual(
      photos.map(({ state }) => state),
      Array.from({ length: PHOTOS }, () => 'good'),
    );
    const [, ...cards] = anna.messages().filter((each) => /Good: /.test(wordsOf(each)));
    assert.deepEqual(cards, [], 'one card');
  });

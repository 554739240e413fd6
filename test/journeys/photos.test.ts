import assert from 'node:assert/strict';
import { it } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { beginDraft, nameAvatar, noteDraft } from '../../db/avatars.ts';
import { issuesOf } from '../../db/judge-photos.ts';
import type { FaceDetector } from '../../src/images/faces/face-detector.ts';
import { eventually } from '../eventually.ts';
import { eachBacking } from './backing.ts';
import { type Mixed, mixedPhotos } from './mixed-photos.ts';
import { type Bot, openBot } from './open-bot.ts';
import { type Person, wordsOf } from './person.ts';

const PEOPLE = 50;
/** A thousand photos are looked at in a quarter of it on an idle machine. */
const LOOKED_MS = 120_000;

/** The real one would take minutes for a thousand photos; its own tests are elsewhere. */
const oneFace: FaceDetector = async () => [{ width: 0.5, score: 0.9 }];

/** Somebody whose draft has come to the photos, with the wizard open there. */
async function sitter(bot: Bot) {
  const person = bot.person();
  person.say('/start');
  const screen = await person.sees(/./);
  const { id: personId } = await person.row();
  const avatarId = `draft-${person.id}`;
  const draft = { personId, avatarId, now: bot.now() };
  const consent = { consentId: `consent-${person.id}`, textVersion: 1, language: 'en' as const };
  await beginDraft(bot.db.kysely, { ...draft, ...consent, triggerPhrase: `trig${person.id}` });
  await nameAvatar(bot.db.kysely, { ...draft, name: 'Anna' });
  await noteDraft(bot.db.kysely, { ...draft, who: null, step: 'photos' });
  await bot.telegram.pressStale(person.id, screen.message_id, `wizard/${avatarId}`).answered;
  await person.sees(/Please send 10 to 20 photos/);
  return { person, avatarId };
}

type Sitter = Awaited<ReturnType<typeof sitter>>;

const cards = (person: Person) =>
  person.messages().filter((message) => /Photos: \d+ of 20/.test(wordsOf(message)));

const lowest = (messages: Sent['messages']) =>
  Math.max(...messages.map(({ message_id }) => message_id));

/** What was sent, in the order of the messages it came in. */
const inOrder = ({ messages, all }: Sent) =>
  messages
    .map(({ message_id }, at) => ({ message_id, ...all[at] }))
    .toSorted((a, b) => a.message_id - b.message_id);

async function checkCounted(bot: Bot, { person, avatarId }: Sitter, sent: Sent) {
  const rows = await photosOf(bot.db.kysely, avatarId);
  const wanted = inOrder(sent).filter(({ state }) => state !== null);
  assert.deepEqual(
    rows.map((row) => [row.message_id, row.state, issuesOf(row)]),
    wanted.map(({ message_id, state, issues }) => [message_id, state, issues]),
  );
  const [card, ...others] = cards(person);
  assert.deepEqual(others, [], 'one card');
  const words = card ? wordsOf(card) : '';
  assert.match(words, /Photos: 7 of 20\s+✅ Good: 5\s+🤔 In doubt: 2/);
  assert.match(words, /Not usable: 9/);
  assert.ok((card?.message_id ?? 0) > lowest(sent.messages), 'below the photos');
  checkReplies(person, sent);
}

/** Each refused photo is answered once, with its reason, and no other; equal ones at the first. */
function checkReplies(person: Person, { messages, all }: Sent) {
  const reasons: Readonly<Record<string, RegExp>> = {
    'too-small': /too small/,
    heic: /as a photo, not as a file/,
    'too-long': /too long and narrow/,
    format: /JPG, PNG or WebP/,
  };
  const repliesTo = ({ message_id }: Sent['messages'][number]) =>
    person.messages().filter(({ reply_to_message: to }) => to?.message_id === message_id);
  const equal = messages.filter((_, at) => all[at]?.issues[0] === 'duplicate');
  const [told, ...more] = equal.flatMap(repliesTo);
  assert.deepEqual(more, []);
  assert.match(
    told ? wordsOf(told) : '',
    /3 photos, beginning with this one[\s\S]*among your photos/,
  );
  assert.equal(
    told?.reply_to_message?.message_id,
    Math.min(...equal.map(({ message_id }) => message_id)),
  );
  for (const [at, message] of messages.entries()) {
    const replies = repliesTo(message);
    if (equal.includes(message)) continue;
    const { state = null, issues = [] } = all[at] ?? {};
    const reason = state === 'refused' || state === null ? reasons[issues[0] ?? ''] : undefined;
    assert.equal(replies.length, reason ? 1 : 0, `replies to ${issues}`);
    for (const reply of replies) assert.match(wordsOf(reply), reason ?? /^$/);
  }
}

interface Sent {
  readonly messages: readonly { readonly message_id: number }[];
  readonly all: readonly Mixed[];
}

const mixed = mixedPhotos();

/** All have come, and none waits to be looked at. */
async function lookedAt({ db, telegram }: Bot): Promise<void> {
  const look = async () => {
    if (telegram.pendingUpdates().length > 0) return undefined;
    const rows = await db.kysely
      .selectFrom('avatar_photos')
      .select('id')
      .where('state', '=', 'received')
      .execute();
    return rows.length === 0 ? true : undefined;
  };
  await eventually(look, { timeoutMs: LOOKED_MS, everyMs: 50 });
}

async function sendAll(bot: Bot, person: Person): Promise<Sent> {
  const { photos, files } = await mixed;
  const send = (some: readonly Mixed[], type: 'Photo' | 'Document') =>
    bot.telegram.sendUploads(
      person.id,
      some.map(({ upload }) => upload),
      type,
    );
  // Of two that look alike the later one is doubted.
  const messages = [...(await send(photos, 'Photo')), ...(await send(files, 'Document'))];
  return { messages, all: [...photos, ...files] };
}

it(`twenty mixed photos of each of ${PEOPLE} people at once are each counted once`, async (t) => {
  const bot = await openBot(t, { news: 'webhook', faces: oneFace });
  const sitters = await Promise.all(Array.from({ length: PEOPLE }, () => sitter(bot)));
  const sent = await Promise.all(sitters.map(({ person }) => sendAll(bot, person)));
  await lookedAt(bot);
  await bot.quiet();
  for (const [at, each] of sitters.entries())
    await checkCounted(bot, each, sent[at] ?? assert.fail());
  await bot.check();
});

eachBacking('An album of twenty mixed photos', (backing) => {
  it('is told of, one by one and all in all', async (t) => {
    const bot = await openBot(t, { backing, faces: oneFace });
    const each = await sitter(bot);
    const { person, avatarId } = each;
    const sent = await sendAll(bot, person);
    await person.sees(/Good: 5\b/);
    await bot.quiet();
    await checkCounted(bot, each, sent);

    await person.press('View them (7)');
    await person.sees(/Photo 1 of 7/);
    const shown = (await photosOf(bot.db.kysely, avatarId)).filter(
      ({ state }) => state !== 'refused',
    );
    for (const [at, { state }] of shown.entries()) {
      const words = wordsOf(await person.sees(new RegExp(`Photo ${at + 1} of 7`)));
      assert.match(words, state === 'good' ? /A good photo/ : /In doubt/);
      const next = shown[at + 1];
      if (next) await person.press(new RegExp(`^viewPhotos/${next.id}$`), /Photo \d/);
    }
    await bot.check();
  });
});

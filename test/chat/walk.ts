import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { ShownMessage } from '../../src/demo/bot-api/types.ts';
import { eventually } from '../eventually.ts';
import type { Chat } from './open-chat.ts';
import { buttonsOf, type Phone, wordsOf } from './phone.ts';
import type { Random } from './random.ts';

const SEEN_MS = 10_000;

/** A button that was seen some time by somebody. */
interface Seen {
  readonly messageId: number;
  readonly data: string;
  readonly owner: number;
}

/** What a person did, and whether something must be seen of it. */
interface Act {
  readonly what: string;
  readonly isVisible: boolean;
  /** Null: nothing waits for an answer. */
  readonly answered: Promise<{ readonly text: string }> | null;
}

export interface Walker {
  readonly phone: Phone;
  /** Words that only this person writes: nobody else may ever read them. */
  readonly mark: string;
  /** Nobody else sends these. */
  readonly photos: readonly Uint8Array[];
}

const WORDS = [
  'Кот в шляпе на велосипеде',
  'a red boat in the fog',
  'ой',
  'x'.repeat(2100),
  'привет',
  'спасибо!',
  '<b>не жирно</b> & "кавычки"',
] as const;

const COMMANDS = [
  '/start',
  '/menu',
  '/create',
  '/create дом у реки',
  '/gallery',
  '/gallery',
  '/favourites',
  '/albums',
  '/trash',
  '/find',
  '/find кот mark',
  '/find "OR NEAR(',
  '/start s_nobodysharedthis',
  '/balance',
  '/promo',
  '/promo GIFT',
  '/promo nothing',
  '/avatars',
  '/avatars',
  '/me',
  '/settings',
  '/help',
  '/cancel',
  '/privacy',
  '/terms',
  '/support',
  '/paysupport',
  '/constructor',
] as const;

const FORGED = [
  '',
  'home/1',
  'image/../../etc',
  'operations/99999999999999.x',
  'make/nope/0',
  'unknown',
  'favourite/x/1/1',
  'idea/999999',
  'chooseLook/x/none',
  'byDays/2026-02-31/2026-03-01',
  'byAlbum/nobodys',
  'inAlbum/nobodys//1',
  'mark/nobodys/1',
  'restore/nobodys',
  'calendar/2026-13/',
  'setTimeZone/Moon.Crater',
  'avatars/nobodys',
  'wizard/nobodys',
  'consent/99',
  'viewPhotos/nobodys',
  'removePhoto/nobodys/nobodys',
  'keepPhoto/nobodys/1',
  'preset/none',
  'train/nobodys/1/150',
  'train/nobodys/0/0',
  'cancelTraining/nobodys',
  'deleteAvatarYes/nobodys/delete',
  'createWith/nobodys',
  'style/none',
  'styles/99',
  'upscale/nobodys',
] as const;

const dataOf = (message: ShownMessage) =>
  buttonsOf(message).flatMap(({ callback_data }) => callback_data ?? []);

/** What the person sees: everything but ticks and dates. */
const sight = (phone: Phone) =>
  JSON.stringify(
    phone
      .messages()
      .map((message) => [
        message.message_id,
        wordsOf(message),
        message.photo?.at(-1)?.file_unique_id,
        message.reply_markup,
      ]),
  );

const OWNED = { image: 'images', photo: 'avatar_photos', avatar: 'avatars' } as const;

/** By file_id, the person whose picture, photo or avatar it shows. */
async function ownersOfPictures({ db }: Chat): Promise<ReadonlyMap<string, number | null>> {
  const owners = new Map<string, number | null>();
  for (const [kind, table] of Object.entries(OWNED)) {
    const rows = await sql<{ file_id: string; telegram_id: number | null }>`
      select f.file_id, p.telegram_id from telegram_files f
      join ${sql.table(table)} o on f.key like ${`%:${kind}:`} || o.id
      join people p on p.id = o.person_id`.execute(db.kysely);
    for (const { file_id, telegram_id } of rows.rows) owners.set(file_id, telegram_id);
  }
  return owners;
}

/** People who press, write and send whatever comes to their minds. */
export function createWalk(chat: Chat, random: Random, walkers: readonly Walker[]) {
  const { telegram } = chat;
  const seen: Seen[] = [];
  const known = new Set<string>();
  const trace: string[] = [];
  const kinds = new Set<string>();
  let presses = 0;

  const look = ({ phone }: Walker) => {
    for (const message of phone.theirs())
      for (const data of dataOf(message)) {
        const key = `${message.message_id} ${data}`;
        if (!known.has(key)) seen.push({ messageId: message.message_id, data, owner: phone.id });
        known.add(key);
      }
  };

  const press = (phone: Phone, messageId: number, data: string, isVisible: boolean): Act => {
    presses += 1;
    kinds.add(data.split('/')[0] ?? '');
    const { answered } = telegram.pressStale(phone.id, messageId, data);
    return { what: `press ${data} on ${messageId}`, isVisible, answered };
  };

  const pressShown = ({ phone }: Walker): Act => {
    const message = random.some(phone.theirs().filter((one) => dataOf(one).length > 0));
    const data = message && random.some(dataOf(message));
    // A screen erased for good has no buttons: one begins anew.
    if (!message || !data) return say(phone, '/start');
    return press(phone, message.message_id, data, true);
  };

  const pressScreen = ({ phone }: Walker): Act => {
    const message = phone.theirs().findLast((one) => dataOf(one).length > 0);
    const data = message && random.some(dataOf(message));
    return message && data ? press(phone, message.message_id, data, true) : say(phone, '/start');
  };

  /** A press of an own old button, or another's button replayed. */
  const pressOld = ({ phone }: Walker): Act => {
    const old = random.some(seen);
    const own = random.some(phone.theirs());
    if (!old || !own) return say(phone, '/start');
    const messageId = old.owner === phone.id ? old.messageId : own.message_id;
    return press(phone, messageId, old.data, false);
  };

  const pressForged = ({ phone }: Walker): Act => {
    const own = random.some(phone.theirs());
    return press(phone, own?.message_id ?? 1, random.pick(FORGED), false);
  };

  const say = (phone: Phone, text: string): Act => {
    telegram.say(phone.id, text);
    return { what: `say ${text.slice(0, 40)}`, isVisible: true, answered: null };
  };

  const editOwn = ({ phone, mark }: Walker): Act => {
    const own = random.some(phone.messages().filter(({ own, text }) => own && text));
    if (!own) return say(phone, '/start');
    telegram.edit(phone.id, own.message_id, `${mark} ${random.pick(WORDS).slice(0, 900)}`);
    return { what: `edit ${own.message_id}`, isVisible: false, answered: null };
  };

  const send = async ({ phone }: Walker): Promise<Act> => {
    const what = random.pick(['sticker', 'voice', 'document']);
    if (what === 'sticker') await telegram.sendSticker(phone.id);
    else if (what === 'voice') await telegram.sendVoice(phone.id);
    else await telegram.sendDocument(phone.id, new Uint8Array([1]));
    return { what: `send ${what}`, isVisible: true, answered: null };
  };

  /** Amid the wizard they are counted a moment later, and shown then. */
  const sendPhotos = async ({ phone, photos }: Walker): Promise<Act> => {
    const [first, ...others] = photos;
    if (!first || random.percent(20)) {
      const name = random.pick(['IMG_1.HEIC', 'photo.jpg']);
      await telegram.sendDocument(phone.id, new Uint8Array([1]), { name, mime: 'image/jpeg' });
    } else {
      await telegram.sendAlbum(phone.id, random.percent(50) ? [first] : others);
    }
    return { what: 'send photos', isVisible: false, answered: null };
  };

  const act = async (walker: Walker): Promise<Act> => {
    if (random.percent(50)) return pressScreen(walker);
    if (random.percent(40)) return pressShown(walker);
    if (random.percent(40)) return pressOld(walker);
    if (random.percent(15)) return pressForged(walker);
    if (random.percent(40)) return say(walker.phone, `${walker.mark} ${random.pick(WORDS)}`);
    if (random.percent(30)) return say(walker.phone, random.pick(WORDS));
    if (random.percent(20)) return editOwn(walker);
    if (random.percent(20)) return send(walker);
    if (random.percent(25)) return sendPhotos(walker);
    return say(walker.phone, random.pick(COMMANDS));
  };

  /** A screen that had to be tried again comes a moment after all was quiet. */
  const assertSeen = async ({ phone }: Walker, before: string | undefined, what: string) => {
    const look = async () => (sight(phone) === before ? undefined : true);
    await eventually(look, { timeoutMs: SEEN_MS }).catch(() => {
      assert.fail(`nothing to see after: ${what}`);
    });
  };

  /** Each does one thing at the same time as the others; then all wait until it is quiet. */
  const round = async () => {
    for (const walker of walkers) look(walker);
    const before = walkers.map(({ phone }) => sight(phone));
    const acts: Act[] = [];
    for (const walker of walkers) acts.push(await act(walker));
    trace.push(...acts.map(({ what }, at) => `${walkers[at]?.phone.id}: ${what}`));
    await chat.settled();
    for (const [at, walker] of walkers.entries()) {
      const done = acts[at];
      if (!done) continue;
      const toast = (await done.answered)?.text ?? '';
      if (done.isVisible && toast === '') await assertSeen(walker, before[at], done.what);
      for (const other of walkers)
        if (other !== walker)
          assert.ok(!sight(walker.phone).includes(other.mark), "another's words are shown");
    }
  };

  /** From wherever everybody is, Back again and again ends at home. */
  const goHome = async () => {
    for (const { phone } of walkers) {
      // On the phone only: the bot goes on with messages that nobody sees.
      if (random.percent(60)) telegram.clearHistory(phone.id);
      await phone.say('/help');
      for (let left = 15; phone.labels().some((label) => /Назад|Back/.test(label)); left -= 1) {
        assert.ok(left > 0, 'Back never comes home');
        await phone.pressOn(phone.screen(), /Назад|Back/);
      }
      assert.ok(
        phone.labels().some((label) => /Настройки|Settings/.test(label)),
        `Back ended at: ${phone.words()}`,
      );
    }
  };

  /** Nobody sees a picture that another ordered. */
  const assertOwnPictures = async () => {
    const owners = await ownersOfPictures(chat);
    for (const { phone } of walkers)
      for (const { photo = [] } of phone.theirs())
        for (const { file_id } of photo) {
          const owner = owners.get(file_id);
          assert.ok(owner === undefined || owner === phone.id, "another's picture is shown");
        }
  };

  return { round, goHome, assertOwnPictures, presses: () => presses, kinds, trace };
}

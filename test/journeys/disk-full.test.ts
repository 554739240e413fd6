import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { personByTelegramId } from '../../db/people.ts';
import { eventually } from '../eventually.ts';
import { mountSmallDisk, smallDiskRefusal } from '../servers/small-disk.ts';
import { registerRefusal } from '../without-server.ts';
import type { Backing } from './backing.ts';
import { openKillBot } from './kill-bot.ts';

const DISK_MB = 64;
const NEWCOMERS = 20;

/** Everything on a disk of its own. */
function openDisk(t: TestContext) {
  const disk = mountSmallDisk(DISK_MB);
  t.after(disk.remove);
  const databaseUrl = `sqlite:${join(disk.folder, 'aisha.db')}`;
  const backing: Backing = {
    folder: disk.folder,
    databaseUrl,
    environment: { DATABASE_URL: databaseUrl, STORAGE_DIR: join(disk.folder, 'storage') },
    loseActors: async () => undefined,
    remove: async () => undefined,
  };
  return { disk, backing: async () => backing };
}

const startOf = (id: number) => {
  const from = { id, is_bot: false, first_name: 'Eve', language_code: 'en' };
  const message = { message_id: 1, date: 1, from, chat: { id, type: 'private' }, text: '/start' };
  return { update_id: id, message };
};

const name = 'a full disk puts every update off, and loses and doubles none';

if (smallDiskRefusal === undefined)
  test(name, async (t) => {
    const { disk, backing } = openDisk(t);
    const bot = await openKillBot(t, { backing, stages: { queueMs: 20, renderMs: 50 } });
    const post = (id: number) =>
      fetch(`${bot.url}/telegram/webhook`, {
        method: 'POST',
        headers: { 'X-Telegram-Bot-Api-Secret-Token': 'secret' },
        body: JSON.stringify(startOf(id)),
      });
    const anna = bot.person();
    await anna.describe('a cat');

    disk.fill();
    const accepted = new Set<number>();
    let refused = 0;
    await eventually(async () => {
      const id = 9_000_000 + accepted.size;
      bot.telegram.person({ id, firstName: 'Eve', languageCode: 'en' });
      const answer = await post(id);
      if (answer.status === 200) return void accepted.add(id);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('Retry-After'), '1');
      refused += 1;
      return refused === 3 ? true : undefined;
    });
    const newcomers = Array.from({ length: NEWCOMERS }, bot.person);
    for (const { say } of newcomers) say('/start');
    const ordering = anna.press(/^make\//);
    await eventually(() => (bot.telegram.pendingUpdates().length > 0 ? true : undefined));

    t.diagnostic(`${accepted.size} updates were accepted on the full disk`);
    disk.free();
    for (const id of accepted) assert.ok(await personByTelegramId(bot.db.kysely, id));
    for (const newcomer of newcomers) {
      await newcomer.sees(/25 coins = 5 pictures/);
      assert.equal((await newcomer.coins()).available, 25);
    }
    await ordering;
    await anna.result();
    await bot.check();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
  });
else registerRefusal(name, smallDiskRefusal);

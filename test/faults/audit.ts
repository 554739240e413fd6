import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chartOf } from '../../src/actors/chart.ts';
import { open } from '../../src/actors/step.ts';
import { readConfig } from '../../src/config.ts';
import { charts } from '../../src/main/charts.ts';
import { openActorStore } from '../../src/main/open-actor-store.ts';
import { eventually } from '../eventually.ts';
import { checkBot } from '../journeys/check-bot.ts';
import { FAL_KEY, TOKEN } from '../journeys/open-stand-ins.ts';
import { buttonsOf, type Person, wordsOf } from '../journeys/person.ts';
import { SECRET_WORDS } from './crowd.ts';
import { type Stage, WEBHOOK_SECRET } from './stage.ts';

const QUIET_MS = 120_000;
const SIGHT_MS = 20_000;
/** The longest way home: a stack of places is bounded. */
const MOST_BACKS = 20;
/** The journal is copied every second. */
const COPIED_MS = 5_000;

/** What is said of a call that was made before a kill, and not written down any more. */
const REPEATS = [
  /message is not modified/,
  /message to (delete|edit) not found/,
  /message can't be (deleted|edited)/,
  /query is too old/,
];

/** I6: what FAL was sent is what was written down, each attempt once. */
async function checkPosts({ db, fal }: Stage): Promise<void> {
  const posted = fal.requests.flatMap(({ webhookUrl }) => {
    const found = /\/fal\/webhook\/([\w-]+)\/(\d+)\//.exec(webhookUrl ?? '');
    return found ? [`${found[1]}/${found[2]}`] : [];
  });
  assert.deepEqual(
    posted.filter((each, at) => posted.indexOf(each) !== at),
    [],
    'an attempt was posted twice',
  );
  const rows = await db.kysely.selectFrom('attempts').select(['order_id', 'n']).execute();
  const written = new Set(rows.map(({ order_id, n }) => `${order_id}/${n}`));
  assert.deepEqual(
    posted.filter((each) => !written.has(each)),
    [],
    'FAL was sent what nobody wrote down',
  );
}

/** I6: a welcome is granted once, and what a person has is what they were given and did not pay. */
async function checkCoins({ db }: Stage): Promise<void> {
  const grants = await db.kysely
    .selectFrom('transfers')
    .select(({ fn }) => ['credit', fn.countAll<number>().as('times')])
    .where('debit', '=', 'grants')
    .groupBy('credit')
    .execute();
  for (const { credit, times } of grants)
    assert.equal(Number(times), 1, `${credit} was welcomed more than once`);
}

/** I7: the history of each life is one line without gap or fork. */
async function checkHistories({ db, pardon }: Stage): Promise<void> {
  if (pardon().histories) return;
  const look = async () => {
    const lines = await db.kysely
      .selectFrom('journal')
      .select(['actor_key', 'epoch', 'step', 'from_state', 'to_state'])
      .orderBy('actor_key')
      .orderBy('epoch')
      .orderBy('step')
      .execute();
    for (const [at, line] of lines.entries()) {
      const before = lines[at - 1];
      const name = `${line.actor_key}/${line.epoch}/${line.step}`;
      if (before?.actor_key !== line.actor_key || before.epoch !== line.epoch) continue;
      assert.equal(line.step, before.step + 1, `${name} does not follow the line before`);
      assert.equal(line.from_state, before.to_state, `${name} goes on from elsewhere`);
    }
    return true;
  };
  await eventually(look, { timeoutMs: COPIED_MS, everyMs: 200 }).catch(({ cause }) => {
    throw cause;
  });
}

/** I8: the next press works, Back leads home from wherever a person is. */
async function checkWayHome({ telegram }: Stage, person: Person): Promise<void> {
  const home = () =>
    person
      .messages()
      .toReversed()
      .find((message) => buttonsOf(message).some(({ callback_data: data }) => data === 'gallery'));
  const back = () =>
    person
      .messages()
      .toReversed()
      .flatMap((message) => {
        const button = buttonsOf(message).find(({ callback_data: data }) => data === 'back');
        return button ? [{ messageId: message.message_id, sight: JSON.stringify(message) }] : [];
      })[0];
  const moved = (messageId: number, sight: string) => () =>
    home() ?? (back()?.messageId !== messageId || back()?.sight !== sight ? true : undefined);

  for (let presses = 0; !home() && presses < MOST_BACKS; presses += 1) {
    const screen = back();
    if (!screen) break;
    telegram.pressStale(person.id, screen.messageId, 'back');
    await eventually(moved(screen.messageId, screen.sight), { timeoutMs: SIGHT_MS }).catch(() => {
      throw new Error(`Back of ${person.id} leads nowhere: ${screen.sight}`);
    });
  }
  const before = Math.max(0, ...person.messages().map(({ message_id: id }) => id));
  person.say('/menu');
  const look = () =>
    person.messages().find((message) => {
      const has = buttonsOf(message).some(({ callback_data: data }) => data === 'gallery');
      return message.message_id > before && has;
    });
  await eventually(look, { timeoutMs: SIGHT_MS }).catch(() => {
    const seen = person.messages().map(wordsOf).join('\n---\n');
    throw new Error(`${person.id} does not come home; there is:\n${seen}`);
  });
}

/** I11: nothing that is secret, and nothing that people wrote, is in what the processes wrote. */
function checkOutput(stage: Stage): void {
  const output = stage.output();
  const secrets = { TOKEN, FAL_KEY, WEBHOOK_SECRET, SECRET_WORDS };
  for (const [name, secret] of Object.entries(secrets))
    assert.ok(!output.includes(secret), `${name} is in the log`);
  assert.doesNotMatch(output, /X-Amz-Signature=/, 'a presigned address is in the log');
  assert.doesNotMatch(output, /has already been destroyed|is closed/, 'used after its end');
  assert.doesNotMatch(output, /unhandled|uncaught/i, 'a promise was left alone');
}

/** I10: every record that is kept can be read. Called when no process is left. */
async function checkRecords(stage: Stage): Promise<void> {
  const { db, backing } = stage;
  const values = { TELEGRAM_BOT_TOKEN: TOKEN, FAL_KEY, ...backing.environment };
  const config = readConfig({ values, readFile: () => '' });
  const { store } = await openActorStore(config, backing.folder, Date.now);
  try {
    const people = await db.kysely.selectFrom('people').select('telegram_id').execute();
    const orders = await db.kysely.selectFrom('generations').select('id').execute();
    const keys = [
      ...people.map(({ telegram_id }) => `chat:${telegram_id}`),
      ...orders.map(({ id }) => `generation:${id}`),
    ];
    for (const key of keys) {
      const record = await store.load(key);
      if (record) assert.ok(open(chartOf(charts, key), key, record), `${key} cannot be read`);
    }
    assert.deepEqual(await store.deadLetters(10), [], 'a dead letter');
  } finally {
    await store.close();
  }
}

/** The invariants I1–I11, after whatever has happened. Ends all processes. */
export async function audit(stage: Stage): Promise<void> {
  await stage.startAll();
  const { calls = [], presses = false, quietMs = QUIET_MS } = stage.pardon();
  const url = stage.instances.find((instance) => instance)?.url ?? stage.url;
  const check = () =>
    checkBot({
      url,
      db: stage.db,
      telegram: stage.telegram,
      storage: join(stage.backing.folder, 'storage'),
      images: stage.images,
      now: () => Date.now() + stage.ahead(),
      quietMs,
      provoked: [...REPEATS, ...calls],
      mayLosePresses: presses,
    });
  await check();
  await Promise.all(stage.people().map((person) => checkWayHome(stage, person)));
  await check();
  await checkPosts(stage);
  await checkCoins(stage);
  await checkHistories(stage);
  assert.deepEqual(await stage.endsChanged(), [], 'what is over was changed');
  const codes = await Promise.all(stage.instances.map((_, place) => stage.end(place, 'SIGTERM')));
  assert.deepEqual(
    codes.filter((code) => code !== 0),
    [],
    'a process did not end in order',
  );
  checkOutput(stage);
  await checkRecords(stage);
  for (const expectation of stage.expected()) await expectation();
}

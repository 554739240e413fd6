import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActorStore } from '../../../src/actors/actor-store.ts';
import type { ActorRecord } from '../../../src/actors/record.ts';
import { openSqliteStore } from '../../../src/actors/sqlite-store.ts';
import { eventually } from '../../eventually.ts';
import { BY_HAND } from '../../journeys/open-stand-ins.ts';
import { SECRET_WORDS } from '../crowd.ts';
import type { Play, Scenario } from '../scenario.ts';

const folder = fileURLToPath(new URL('../../fixtures/records/', import.meta.url));
const DEADLINE_MS = 10 * 60_000 + 1000;
const UNTOLD_MS = 6 * 60_000;

/** The records that released versions of a chart have left behind, one of each state. */
const fixturesOf = (chart: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${chart}-v`) && name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** The same record, of this person or order. */
const ofThis = (text: string, from: string, id: string) =>
  JSON.parse(text.replaceAll(`"${from}"`, JSON.stringify(id))) as ActorRecord;

/** An older release had written this record last. */
async function putRecord(store: ActorStore, key: string, old: ActorRecord): Promise<void> {
  const stored = await store.load(key);
  assert.ok(stored, key);
  const { epoch, step } = stored;
  const saved = await store.save({
    key,
    expected: { epoch, step },
    record: { ...old, epoch, step: step + 1 },
    effects: [],
    closed: [],
    journal: { event: '@old', from: '', to: '' },
    leaseMs: 1,
    expiresInMs: null,
  });
  assert.equal(saved.kind, 'saved', key);
}

/** People and orders are found as older releases have left them. */
async function goOn({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({
    stages: BY_HAND,
    env: () => ({ FAL_CONCURRENCY: '100' }),
  });
  stage.forgive({ histories: true, presses: true });
  const some = <T>(all: readonly T[]) => (isShort ? all.filter(() => random.next() < 0.2) : all);
  const chats = some(fixturesOf('chat'));
  const orders = some(fixturesOf('generation'));
  const guests = await Promise.all(
    chats.map(async ({ text }) => {
      const person = stage.person();
      person.say('/start');
      await person.sees(/(?:)/);
      return { person, text, personId: (await person.row()).id };
    }),
  );
  const buyers = await Promise.all(
    orders.map(async ({ text }) => {
      const person = stage.person();
      return { text, id: await person.order(`${SECRET_WORDS} ${person.id}`) };
    }),
  );
  await stage.end(0, 'SIGTERM');
  const store = await openSqliteStore({ path: join(stage.backing.folder, 'actors.db') });
  for (const { person, text, personId } of guests)
    await putRecord(store, `chat:${person.id}`, ofThis(text, 'p', personId));
  for (const { text, id } of buyers)
    await putRecord(store, `generation:${id}`, ofThis(text, 'g', id));
  await store.close();
  await stage.start(0);
  for (const { requestId, state } of stage.fal.requests)
    if (requestId !== null && state !== 'COMPLETED') await stage.fal.completeWith(requestId);
  stage.setClock(DEADLINE_MS);
  const areOver = async () => {
    const all = await Promise.all(stage.people().map((person) => person.orders()));
    return all.flat().every(({ end_state: end }) => end !== null) ? true : undefined;
  };
  await eventually(areOver, { timeoutMs: 60_000, everyMs: 100 });
  // An end that no actor tells any more is told by the sweep, later.
  stage.setClock(DEADLINE_MS + UNTOLD_MS);
  tell(`${guests.length} people, ${buyers.length} orders`);
}

/** Snapshots of older releases. */
export const records: readonly Scenario[] = [
  {
    name: 'old-records',
    says: 'people and orders go on from whatever an older release has left',
    run: goOn,
  },
];

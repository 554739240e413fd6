import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openDatabase } from '../../../db/open.ts';
import type { ActorRecord, Json } from '../../../src/actors/record.ts';
import { createShow } from '../../../src/effects/chat/show.ts';
import type { Reachable } from '../../../src/effects/reach.ts';
import type { Shown } from '../../../src/telegram/living-message.ts';
import { loadWords } from '../../../src/telegram/words.ts';
import { context, screenData } from '../../fixtures/screen-data.ts';

const words = await loadWords(() => assert.fail('words are missing'));

const anna: Reachable = {
  id: 'anna',
  telegram_id: 11,
  language: 'ru',
  shape: null,
  count: null,
  look: null,
  time_zone: null,
  main_avatar_id: null,
  start_parameter: null,
  created_at: 0,
  last_seen_at: 0,
  unreachable_at: null,
  erased_at: null,
};

const recordOf = (value: Json): ActorRecord => ({
  version: 1,
  epoch: 'e',
  step: 2,
  snapshot: { value, context: JSON.parse(JSON.stringify(context)) as Json },
  tickets: {},
  seen: [],
});

/** Anna, whose turn comes when the test says so, and what was shown to her. */
async function begin(t: TestContext) {
  const db = await openDatabase('sqlite::memory:');
  t.after(db.close);
  const turn = Promise.withResolvers<void>();
  const loaded: string[] = [];
  const captions: string[] = [];
  let record: ActorRecord | null = recordOf({ home: 'menu' });
  const show = createShow({
    db: db.kysely,
    words,
    now: () => 0,
    onSeen: async () => {},
    files: { notice: async () => {} },
    reach: {
      byChat: async () => anna,
      byId: async () => null,
      blocked: async () => {},
      heed: async () => true,
      tell: async () => true,
    },
    peek: async () => record,
    load: async (_, view, data) => {
      loaded.push(view);
      return { data: screenData({ view, context: data }), opened: null };
    },
    living: {
      remove: async () => {},
      inTurn: async (_, make) => {
        await turn.promise;
        return make(async (_person, { caption }): Promise<Shown> => {
          captions.push(caption);
          return { kind: 'shown', messageId: 1 };
        });
      },
    },
  });
  const { signal } = new AbortController();
  const work = { key: 'chat:11', effectId: 'chat:1/e/2/0', attempts: 0, signal };
  return {
    shown: show({ on: 'living' }, work),
    goesTo: (value: Json) => {
      record = value === null ? null : recordOf(value);
    },
    comes: turn.resolve,
    loaded,
    captions,
  };
}

test('a screen that waited for its turn shows what is current when it comes', async (t) => {
  const { shown, goesTo, comes, loaded, captions } = await begin(t);
  goesTo({ help: 'overview' });
  assert.deepEqual(loaded, []);
  comes();
  await shown;
  assert.deepEqual(loaded, ['help.overview']);
  assert.equal(captions.length, 1);
});

test('of a person who was erased while they waited nothing is loaded or shown', async (t) => {
  const { shown, goesTo, comes, loaded, captions } = await begin(t);
  goesTo(null);
  comes();
  await shown;
  assert.deepEqual([...loaded, ...captions], []);
});

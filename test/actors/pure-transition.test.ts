import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTransition, type Snapshot, transition } from 'xstate';
import { chat } from '../../machines/chat/chat.ts';
import { pureTransition, restoreSnapshot } from '../../src/actors/pure-transition.ts';

const [first] = initialTransition(chat, { personId: 'anna' });
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Snapshot<unknown>;
const stored = asJson(chat.getPersistedSnapshot(first));
const summary = (actions: readonly { type: string; params?: unknown }[]) =>
  actions.map(({ type, params }) => asJson({ type, params }));

test("a step is what XState's own transition makes of it", () => {
  for (const type of ['help', 'settings', 'balance', 'create', 'home', 'back']) {
    const event = { type } as Parameters<typeof transition<typeof chat>>[2];
    const [expected, wished] = transition(chat, first, event);
    const [after, actions] = pureTransition(chat, restoreSnapshot(chat, stored), event);
    assert.deepEqual(after.value, expected.value);
    assert.deepEqual(after.context, expected.context);
    assert.deepEqual(summary(actions), summary(wished));
  }
});

test('steps share nothing: the same record and event give the same step again', () => {
  const event = { type: 'help' };
  const once = pureTransition(chat, restoreSnapshot(chat, stored), event);
  pureTransition(chat, once[0], { type: 'home' });
  const again = pureTransition(chat, restoreSnapshot(chat, stored), event);
  assert.deepEqual(
    asJson(chat.getPersistedSnapshot(again[0] as typeof first)),
    asJson(chat.getPersistedSnapshot(once[0] as typeof first)),
  );
  assert.deepEqual(summary(again[1]), summary(once[1]));
});

test('JSON that is no snapshot is refused', () => {
  assert.throws(() => restoreSnapshot(chat, {} as Snapshot<unknown>));
});

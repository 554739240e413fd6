import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Doers } from '../../src/actors/doers.ts';
import { createShell } from '../../src/actors/shell.ts';
import { charts } from '../../src/main/charts.ts';
import { eventually } from '../eventually.ts';
import { eachStore } from './each-store.ts';
import { event, newEpoch } from './open-shell.ts';

const KEY = 'chat:1';
const INPUT = { input: { personId: 'p' } };

const photo = (n: number) => ({
  fileId: `f${n}`,
  fileUniqueId: `u${n}`,
  messageId: n,
  groupId: n < 10 ? 'g1' : 'g2',
  fileType: null,
  bytes: null,
  caption: null,
  draftId: `d${n}`,
  on: 'new',
});

const numbers = Array.from({ length: 20 }, (_, n) => n);

eachStore('twenty photos at once', (within) => {
  it(
    'are each looked at once and shown by one card, though every update comes twice',
    within(async ({ connect }) => {
      const checked: string[] = [];
      const shown: unknown[] = [];
      const shell = createShell({
        store: await connect(),
        charts,
        newEpoch,
        leaseMs: 10_000,
        random: () => 0,
      });
      shell.start({
        chat: {
          jobs: { openWizard: async () => ({ draftId: 'v1', step: 'photos' }) },
          commands: {
            show: async ({ on }: { on: unknown }) => {
              shown.push(on);
            },
            checkPhoto: async ({ fileUniqueId }: { fileUniqueId: string }) => {
              checked.push(fileUniqueId);
            },
          },
        },
      } as unknown as Record<string, Doers>);
      await shell.dispatch(KEY, event('wizard', { avatarId: null, on: 'living' }), INPUT);
      await eventually(() => shown.length === 1 || undefined);
      shown.length = 0;

      const twice = [...numbers, ...numbers.toReversed()];
      await Promise.all(
        twice.map((n) => shell.dispatch(KEY, event('photo', photo(n), `u${n}`), INPUT)),
      );
      await eventually(() => checked.length === numbers.length || undefined);
      await eventually(() => shown.length > 0 || undefined);
      await shell.stop(5000);
      assert.deepEqual(shown, ['new']);
      assert.deepEqual(checked.toSorted(), numbers.map((n) => `u${n}`).toSorted());
    }),
  );
});

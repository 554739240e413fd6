import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { takeInstanceLock } from '../../src/actors/instance-lock.ts';
import { openSqliteStore } from '../../src/actors/sqlite-store.ts';
import { saveOf } from '../contracts/actor-store.ts';
import { runChild } from './run-child.ts';
import { inScratchFolder } from './scratch-folder.ts';

const holdLock = new URL('./hold-lock.ts', import.meta.url);

describe('the instance lock', () => {
  it('refuses a second instance at once, in this process and in another', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'new', 'instance.lock');
      const release = takeInstanceLock(path);
      assert.throws(() => takeInstanceLock(path), { code: 'instance-locked' });
      const child = runChild(holdLock, [path]);
      assert.deepEqual(await child.printed(1), ['instance-locked']);
      await child.kill();
      release();
      release();
      takeInstanceLock(path)();
    }));

  it('is free again after kill -9', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'instance.lock');
      const child = runChild(holdLock, [path]);
      assert.deepEqual(await child.printed(1), ['held']);
      assert.throws(() => takeInstanceLock(path), { code: 'instance-locked' });
      await child.kill();
      takeInstanceLock(path)();
    }));

  it('leaves readers of the database free', () =>
    inScratchFolder(async (folder) => {
      const release = takeInstanceLock(join(folder, 'instance.lock'));
      const path = join(folder, 'actors.db');
      const store = await openSqliteStore({ path });
      await store.save(saveOf('chat:1', 0));
      const reader = new DatabaseSync(path, { readOnly: true });
      assert.equal(reader.prepare('SELECT key FROM records').get()?.['key'], 'chat:1');
      await store.save(saveOf('chat:1', 1));
      reader.close();
      await store.close();
      release();
    }));
});

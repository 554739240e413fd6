import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openPlaces } from '../../src/main/places.ts';

test('places of which one does not close are closed all the same', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-places-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const values = {
    DATABASE_URL: `sqlite:${join(folder, 'aisha.db')}`,
    STORAGE_DIR: join(folder, 'storage'),
  };
  const config = readConfig({ values, readFile: () => '' });
  const open = () => openPlaces(config, Date.now, createLog({ level: 'error', secrets: [] }));
  const places = await open();
  const { close } = places.store;
  const failing = async () => {
    await close();
    throw new Error('the connection is gone');
  };
  Object.assign(places.store, { close: failing });
  await assert.rejects(places.close(), /the connection is gone/);
  await assert.rejects(places.db.ping());
  await (await open()).close();
});

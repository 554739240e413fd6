import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openSqliteStore } from '../../src/actors/sqlite-store.ts';
import { createCopyJournal } from '../../src/main/copy-journal.ts';
import { saveOf } from '../contracts/actor-store.ts';
import { eachDatabase } from '../databases.ts';

eachDatabase('the copy of the journal', (open) => {
  it('takes over all that is there, once, and leaves nothing behind', async () => {
    const { kysely: db } = await open();
    const store = await openSqliteStore({ path: ':memory:' });
    const copy = createCopyJournal(db, store);
    await Promise.all(Array.from({ length: 1203 }, (_, n) => store.save(saveOf(`chat:${n}`, 0))));
    const entries = await store.journal(2000);
    assert.equal(entries.length, 1203);
    await copy();
    assert.deepEqual(await store.journal(1), []);
    const again = { ...store, journal: async () => entries.slice(0, 3) };
    await createCopyJournal(db, again)();
    const rows = await db.selectFrom('journal').select('actor_key').execute();
    assert.equal(rows.length, 1203);
    await store.close();
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { modelsOff } from '../../db/models.ts';
import { openDatabase } from '../../db/open.ts';
import { readConfig } from '../../src/config.ts';
import { createOutages } from '../../src/effects/outages.ts';
import { TRAINER_ENDPOINT } from '../../src/fal/training-presets.ts';
import { runModels } from '../../src/main/models.ts';

/** The command on a database of its own, and what it printed. */
async function begin(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-models-'));
  const url = `sqlite:${join(folder, 'aisha.db')}`;
  const { mock } = t.mock.method(console, 'log', () => undefined);
  const config = readConfig({ values: { DATABASE_URL: url }, readFile: () => '' });
  const run = async (...words: string[]) => {
    mock.resetCalls();
    await runModels(config, words);
    return mock.calls.flatMap(({ arguments: said }) => said as unknown[]).join('\n');
  };
  await run('list');
  const db = await openDatabase(url);
  t.after(async () => {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { run, db };
}

for (const [id, endpoint, model] of [
  ['trainer', TRAINER_ENDPOINT, TRAINER_ENDPOINT],
  ['me', 'fal-ai/flux-lora', 'me'],
] as const)
  test(`what FAL dropped is listed as off and switched on again: ${id}`, async (t) => {
    const { run, db } = await begin(t);
    const outages = createOutages({ db: db.kysely, now: () => 1, onTrouble: () => undefined });
    const error = { code: 'model-gone', message: 'no such app', retryable: false } as const;
    await outages.blame(error, model);
    assert.match(await run('list'), new RegExp(`^${id}: off \\(no such app\\), ${endpoint}$`, 'm'));
    assert.equal(await run('on', id), `${id} is on`);
    assert.deepEqual(await modelsOff(db.kysely), []);
    assert.match(await run('list'), new RegExp(`^${id}: on, `, 'm'));
  });

test('the trainer is switched off by the operator under the name that is asked for', async (t) => {
  const { run, db } = await begin(t);
  await run('off', 'trainer');
  assert.deepEqual(
    (await modelsOff(db.kysely)).map(({ model }) => model),
    [TRAINER_ENDPOINT],
  );
});

test('a model that there is not is refused, and those that there are are named', async (t) => {
  const { run } = await begin(t);
  await assert.rejects(run('on', 'nothing'), /banana, .*trainer$/);
});

import { migrateToLatest } from '../../db/migrate.ts';
import { modelsOff, switchModelOff, switchModelOn } from '../../db/models.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config.ts';
import { findModel, MODELS } from '../fal/catalogue.ts';

const USAGE = 'models list | models on ID | models off ID';

/** Lists the models of the catalogue and switches them, from the command line. */
export async function runModels(config: Config, words: readonly string[]): Promise<void> {
  const [verb = '', id = ''] = words;
  const db = await openDatabase(config.DATABASE_URL);
  try {
    await migrateToLatest(db);
    if (verb === 'list') await list(db.kysely);
    else if ((verb === 'on' || verb === 'off') && findModel(id)) await turn(db.kysely, verb, id);
    else throw new Error(`${USAGE}\nID is one of: ${MODELS.map((model) => model.id).join(', ')}`);
  } finally {
    await db.close();
  }
}

type Handle = Parameters<typeof modelsOff>[0];

async function turn(db: Handle, verb: 'on' | 'off', model: string) {
  if (verb === 'on') await switchModelOn(db, model);
  else await switchModelOff(db, { model, reason: 'by the operator', now: Date.now() });
  console.log(`${model} is ${verb}`);
}

async function list(db: Handle) {
  const off = new Map((await modelsOff(db)).map(({ model, reason }) => [model, reason]));
  for (const { id, endpoint, enabledByDefault } of MODELS) {
    const state = off.has(id) ? `off (${off.get(id)})` : enabledByDefault ? 'on' : 'not offered';
    console.log(`${id}: ${state}, ${endpoint}`);
  }
}

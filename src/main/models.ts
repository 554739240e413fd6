import { migrateToLatest } from '../../db/migrate.ts';
import { modelsOff, switchModelOff, switchModelOn } from '../../db/models.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config.ts';
import { findModel, MODELS } from '../fal/catalogue.ts';
import { TRAINER_ENDPOINT } from '../fal/training-presets.ts';

const USAGE = 'models list | models on ID | models off ID';

/** What makes avatars is no look; it is switched by this name. */
const TRAINER = 'trainer';

/** Lists the models of the catalogue and the trainer, and switches them, from the command line. */
export async function runModels(config: Config, words: readonly string[]): Promise<void> {
  const [verb = '', id = ''] = words;
  const db = await openDatabase(config.DATABASE_URL);
  try {
    await migrateToLatest(db);
    if (verb === 'list') await list(db.kysely);
    else if ((verb === 'on' || verb === 'off') && isKnown(id)) await turn(db.kysely, verb, id);
    else throw new Error(`${USAGE}\nID is one of: ${[...MODELS, trainer].map(idOf).join(', ')}`);
  } finally {
    await db.close();
  }
}

const idOf = ({ id }: { readonly id: string }) => id;

const trainer = { id: TRAINER, endpoint: TRAINER_ENDPOINT, enabledByDefault: true };

const isKnown = (id: string): boolean => id === TRAINER || findModel(id) !== undefined;

/** What a switch is kept under: the trainer's is its endpoint. */
const switchOf = (id: string): string => (id === TRAINER ? TRAINER_ENDPOINT : id);

type Handle = Parameters<typeof modelsOff>[0];

async function turn(db: Handle, verb: 'on' | 'off', id: string) {
  const model = switchOf(id);
  if (verb === 'on') await switchModelOn(db, model);
  else await switchModelOff(db, { model, reason: 'by the operator', now: Date.now() });
  console.log(`${id} is ${verb}`);
}

async function list(db: Handle) {
  const off = new Map((await modelsOff(db)).map(({ model, reason }) => [model, reason]));
  for (const { id, endpoint, enabledByDefault } of [...MODELS, trainer]) {
    const reason = off.get(switchOf(id));
    const state =
      reason !== undefined ? `off (${reason})` : enabledByDefault ? 'on' : 'not offered';
    console.log(`${id}: ${state}, ${endpoint}`);
  }
}

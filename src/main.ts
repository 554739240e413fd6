import { readFileSync } from 'node:fs';
import process from 'node:process';
import {
  type Config,
  ConfigError,
  type Environment,
  forStart,
  readConfig,
  unheeded,
} from './config.ts';
import { runDemo } from './main/demo.ts';
import { runMigrate } from './main/migrate.ts';
import { runModels } from './main/models.ts';
import { runPromo } from './main/promo.ts';
import { runStart } from './main/start.ts';
import { runUpstash } from './main/upstash.ts';

/** What `bun src/main.ts` can be asked for. */
const commands: Readonly<
  Record<string, (config: Config, words: readonly string[]) => Promise<void>>
> = {
  start: async (config) => runStart(forStart(config)),
  demo: runDemo,
  migrate: runMigrate,
  promo: runPromo,
  models: runModels,
  upstash: runUpstash,
};

const environment: Environment = {
  values: process.env,
  readFile: (path) => readFileSync(path, 'utf8'),
};

/** Words for a person at a terminal; a stack is for the log alone. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return [code, message ?? error].filter((part) => part !== undefined).join(': ');
}

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const command = commands[name];
  if (!command) throw new Error(`Say which of these to do: ${Object.keys(commands).join(', ')}`);
  for (const variable of unheeded(environment))
    console.error(`${variable} is set, but this release does not heed it`);
  await command(readConfig(environment), words);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});

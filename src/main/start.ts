import process from 'node:process';
import { type StartConfig, secretsOf } from '../config.ts';
import { listen } from '../http/listen.ts';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';
import { untilStopped } from './until-stopped.ts';

/** Beside a webhook polling is the safety net; alone it is the only news. */
const PACES = {
  webhook: { firstMs: 30_000, lastMs: 30_000 },
  polling: { firstMs: 3_000, lastMs: 15_000 },
};

/** The real bot. It never falls back to a stand-in. */
export async function runStart(config: StartConfig): Promise<void> {
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) });
  const pace = config.PUBLIC_URL === undefined ? PACES.polling : PACES.webhook;
  const app = await createApp({ config, log, pace });
  const server = await listen(app.fetch, config.HOST, config.PORT);
  const stopped = untilStopped();
  const updates = config.PUBLIC_URL ? 'webhook' : 'polling';
  const ready = app.start().then(() => log.info('AISHA is ready', { port: server.port, updates }));
  // A start may wait for Telegram; whoever stops it does not.
  await Promise.race([ready, stopped]);
  await stopped;
  log.info('Stopping');
  await app.stop();
  await server.close();
  process.exit(0);
}

import process from 'node:process';
import { forStart, readConfig } from '../../src/config.ts';
import { listen } from '../../src/http/listen.ts';
import { createLog } from '../../src/log.ts';
import { createApp } from '../../src/main/app.ts';
import { untilStopped } from '../../src/main/until-stopped.ts';
import { createLimiter } from '../../src/telegram/limiter.ts';

/**
 * `start`, but with limits far beyond Telegram's: 1,000 results at 30 calls a second would take
 * minutes, and not every press would be followed by its screen.
 */
const { BENCH_CALLS_PER_SECOND = '500' } = process.env;
const OPEN = {
  overallPerSecond: Number(BENCH_CALLS_PER_SECOND),
  chatPerSecond: 1000,
  chatBurst: 1000,
};

const config = forStart(
  readConfig({
    values: process.env,
    readFile: () => {
      throw new Error('The bench keeps no secrets in files');
    },
  }),
);
const app = await createApp({
  config,
  log: createLog({ level: config.LOG_LEVEL }),
  now: Date.now,
  pace: { firstMs: 30_000, lastMs: 30_000 },
  limiter: createLimiter({ rates: OPEN }),
});
const server = await listen(app.fetch, config.HOST, config.PORT);
const stopped = untilStopped();
await app.start();
await stopped;
await app.stop();
await server.close();
process.exit(0);

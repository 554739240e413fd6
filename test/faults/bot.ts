import process from 'node:process';
import { createInterface } from 'node:readline';
import { forStart, readConfig, secretsOf } from '../../src/config.ts';
import { listen } from '../../src/http/listen.ts';
import { createLog } from '../../src/log.ts';
import { createApp } from '../../src/main/app.ts';
import { openPlaces } from '../../src/main/places.ts';
import { untilStopped } from '../../src/main/until-stopped.ts';
import { createLimiter } from '../../src/telegram/limiter.ts';
import { createFailpoints } from './failpoints.ts';

/**
 * `start`, but for what a fault needs: a clock that can be set, ports that can end the process, a
 * shorter lease, and limits far beyond Telegram's, since many people live fast here.
 */
const OPEN = { overallPerSecond: 500, chatPerSecond: 1000, chatBurst: 1000 };

const { FAULT_LEASE_MS, FAULT_POINT, FAULT_TRACE, ...values } = process.env;

let ahead = 0;
const machineNow = Date.now;
Date.now = () => machineNow() + ahead;
createInterface({ input: process.stdin }).on('line', (line) => {
  const order: { ahead?: number } = JSON.parse(line);
  ahead = order.ahead ?? ahead;
});

const failpoints = createFailpoints({ point: FAULT_POINT, trace: FAULT_TRACE });
globalThis.fetch = failpoints.fetch(globalThis.fetch);

const config = forStart(
  readConfig({
    values,
    readFile: () => {
      throw new Error('The fault suite keeps no secrets in files');
    },
  }),
);
const app = await createApp({
  config,
  log: createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) }),
  pace: { firstMs: 1000, lastMs: 3000 },
  limiter: createLimiter({ rates: OPEN }),
  falTimeouts: { submitMs: 3000, statusMs: 3000, resultMs: 3000, cancelMs: 3000, fetchMs: 3000 },
  open: async (...given) => failpoints.places(await openPlaces(...given)),
  ...(FAULT_LEASE_MS !== undefined && { leaseMs: Number(FAULT_LEASE_MS) }),
});
const server = await listen(app.fetch, config.HOST, config.PORT);
const stopped = untilStopped();
await app.start();
await stopped;
await app.stop();
await server.close();
process.exit(0);

import os from 'node:os';
import process from 'node:process';
import { type Figure, tableOf } from './figures.ts';
import { pushHard } from './load.ts';
import { measureBurst } from './measure-burst.ts';
import { measureGallery } from './measure-gallery.ts';
import { measureCalls, measureThroughput } from './measure-presses.ts';
import { measureSheet } from './measure-sheet.ts';
import { measureStart } from './measure-start.ts';
import { openStage, type Stage, until } from './stage.ts';
import { createUpdates, personNumber } from './updates.ts';

const PEOPLE = 1000;
/** Whatever hangs, the bench does not. */
const PATIENCE_MS = 180_000;

/** Everybody has pressed Start, and has a screen. */
async function takeIn(stage: Stage): Promise<void> {
  const bot = await stage.bot('open');
  const updates = createUpdates();
  let made = 0;
  await pushHard(bot, 40, () =>
    made < PEOPLE ? updates.command(personNumber(made++), '/start') : undefined,
  );
  const isShown = async () => ((await stage.counts()).calls['sendPhoto'] ?? 0) >= PEOPLE;
  await until('everybody has a screen', isShown);
  await bot.stop();
}

const parts: Readonly<Record<string, (stage: Stage) => Promise<readonly Figure[]>>> = {
  start: measureStart,
  presses: (stage) => measureThroughput(stage, PEOPLE),
  calls: (stage) => measureCalls(stage, PEOPLE / 4),
  gallery: measureGallery,
  burst: (stage) => measureBurst(stage, PEOPLE),
  sheet: measureSheet,
};

function print(asked: readonly string[], figures: readonly Figure[]): void {
  const cpus = os.cpus();
  const load = os.loadavg()[0]?.toFixed(1);
  console.log(`bun run bench ${asked.join(' ')}`.trim());
  console.log(`Bun ${process.versions['bun']}, ${cpus.length} × ${cpus[0]?.model}, load ${load}\n`);
  console.log(tableOf(figures));
}

async function main(asked: readonly string[]): Promise<void> {
  const stage = await openStage();
  const figures: Figure[] = [];
  const givingUp = setTimeout(() => {
    print(asked, figures);
    console.error('The rest took too long and was given up');
    void stage.close().finally(() => process.exit(1));
  }, PATIENCE_MS);
  try {
    await takeIn(stage);
    for (const [name, measure] of Object.entries(parts))
      if (asked.length === 0 || asked.includes(name)) figures.push(...(await measure(stage)));
  } finally {
    clearTimeout(givingUp);
    await stage.close();
  }
  print(asked, figures);
}

await main(process.argv.slice(2));
process.exit(0);

import os from 'node:os';
import process from 'node:process';
import { sqliteBackend } from './backend.ts';
import { benchBackends } from './backends/main.ts';
import { endAll } from './child.ts';
import { type Figure, tableOf } from './figures.ts';
import { measureBurst } from './measure-burst.ts';
import { measureGallery } from './measure-gallery.ts';
import { measureCalls, measureThroughput } from './measure-presses.ts';
import { measureSheet } from './measure-sheet.ts';
import { measureStart } from './measure-start.ts';
import { openStage, type Stage } from './stage.ts';
import { takeIn } from './take-in.ts';

const PEOPLE = 1000;
/** Whatever hangs, the bench does not. */
const PATIENCE_MS = 180_000;

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
  const stage = await openStage(sqliteBackend());
  const figures: Figure[] = [];
  const givingUp = setTimeout(() => {
    print(asked, figures);
    console.error('The rest took too long and was given up');
    void endAll().finally(() => process.exit(1));
  }, PATIENCE_MS);
  try {
    await takeIn(stage, PEOPLE);
    for (const [name, measure] of Object.entries(parts))
      if (asked.length === 0 || asked.includes(name)) figures.push(...(await measure(stage)));
  } finally {
    clearTimeout(givingUp);
    await endAll();
  }
  print(asked, figures);
}

const [first, ...others] = process.argv.slice(2);
await (first === 'backends' ? benchBackends(others) : main(process.argv.slice(2)));
process.exit(0);

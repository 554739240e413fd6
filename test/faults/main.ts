import process from 'node:process';
import { audit } from './audit.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { openStage, type Stage } from './stage.ts';

interface Asked {
  readonly isShort: boolean;
  readonly names: readonly string[];
  readonly seed: number;
}

const USAGE = `bun run test:faults [--short] [NAME …]

Without a name all scenarios run; a name may end with *. SEED=… replays a run.`;

/** Fixed in the short form, so that a change and not chance makes it fail. */
const SHORT_SEED = 1;

function readWords(words: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const isShort = words.includes('--short');
  const names = words.filter((word) => !word.startsWith('--'));
  const given = Number(env['SEED']);
  const seed = given > 0 ? given : isShort ? SHORT_SEED : Date.now() % 1_000_000;
  return { isShort, names, seed };
}

const fits = (name: string) => (wanted: string) =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;

function choose({ isShort, names }: Asked): readonly Scenario[] {
  const unknown = names.filter((wanted) => !scenarios.some(({ name }) => fits(name)(wanted)));
  if (unknown.length > 0) {
    const known = scenarios.map(({ name, says }) => `  ${name.padEnd(24)} ${says}`).join('\n');
    throw new Error(`There is no ${unknown.join(', ')}\n\n${USAGE}\n\n${known}`);
  }
  return scenarios.filter(({ name, inShort = false }) =>
    names.length > 0 ? names.some(fits(name)) : !isShort || inShort,
  );
}

/** Plays one scenario, and audits whatever it opened. @throws Error of the first broken promise. */
async function play(scenario: Scenario, { seed, isShort }: Asked): Promise<void> {
  const random = createRandom(`${seed}/${scenario.name}`);
  const opened: Stage[] = [];
  const closed = new Set<Stage>();
  const close = async (stage: Stage) => {
    closed.add(stage);
    await stage.close();
  };
  const finish = async (stage: Stage) => {
    await audit(stage);
    await close(stage);
  };
  try {
    await scenario.run({
      seed,
      random,
      isShort,
      tell: (line) => console.log(`      ${line}`),
      open: async (options) => {
        const stage = await openStage(random.fork(`stage ${opened.length}`), options);
        opened.push(stage);
        return { ...stage, close: () => finish(stage) };
      },
    });
    for (const stage of opened.filter((each) => !closed.has(each))) await finish(stage);
  } catch (error) {
    for (const stage of opened) if (!closed.has(stage)) console.error(tailOf(stage.output()));
    throw error;
  } finally {
    for (const stage of opened.filter((each) => !closed.has(each))) await close(stage);
  }
}

const TAIL_LINES = 60;
const tailOf = (output: string) =>
  output
    .split('\n')
    .filter((line) => !line.includes('"level":20'))
    .slice(-TAIL_LINES)
    .join('\n');

const refusalOf = async ({ refusal }: Scenario) =>
  typeof refusal === 'function' ? refusal() : refusal;

async function main(words: readonly string[]): Promise<number> {
  const asked = readWords(words, process.env);
  const chosen = choose(asked);
  let passed = 0;
  let skipped = 0;
  const failed: string[] = [];
  console.log(`SEED=${asked.seed}`);
  for (const scenario of chosen) {
    const { name, says } = scenario;
    const refusal = await refusalOf(scenario);
    if (refusal !== undefined) {
      console.log(`skip  ${name}: ${refusal}`);
      if (process.env['CI'] === 'true') failed.push(name);
      else skipped += 1;
      continue;
    }
    const from = performance.now();
    const seconds = () => `${((performance.now() - from) / 1000).toFixed(1)} s`;
    try {
      await play(scenario, asked);
      passed += 1;
      console.log(`ok    ${name} (${seconds()}): ${says}`);
    } catch (error) {
      failed.push(name);
      console.error(error);
      console.log(`FAIL  ${name} (${seconds()}): ${says}`);
      console.log(`      SEED=${asked.seed} bun run test:faults ${name}`);
    }
  }
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`${passed} passed, ${failed.length} failed${skips} (SEED=${asked.seed})`);
  return failed.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

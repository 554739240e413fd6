import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import * as v from 'valibot';
import { root } from './read-compose.ts';

export interface Step {
  readonly keyword: string;
  /** All that follows the keyword, as it is written. */
  readonly text: string;
  /** Its words; of a JSON array its strings. Flags are left out. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly image: string;
  readonly steps: readonly Step[];
}

/** Guarantee: only RUN, CMD, ENTRYPOINT and the like have these, and only flags of `--name=value`. */
type Parsed = {
  getJSONStrings?: () => { getJSONValue(): string }[];
  getFlags?: () => { getName(): string; getValue(): string }[];
};

export const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8');

/** The Dockerfile's stages in their order, with the value of its one ARG filled in. */
export function readStages(): Stage[] {
  const stages: { image: string; steps: Step[] }[] = [];
  const version = /^ARG BUN_VERSION=(\S+)$/m.exec(dockerfile)?.[1] ?? '';
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = instruction.getKeyword();
    const text = instruction.getRawArgumentsContent() ?? '';
    const parsed = instruction as Parsed;
    const json = (parsed.getJSONStrings?.() ?? []).map((part) => part.getJSONValue());
    const all = instruction.getExpandedArguments().map((part) => part.getValue());
    const words = json.length > 0 ? json : all.filter((word) => !word.startsWith('--'));
    const flags = Object.fromEntries(
      (parsed.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue()]),
    );
    if (keyword === 'FROM')
      stages.push({ image: (words[0] ?? '').replace(/\$\{?BUN_VERSION\}?/, version), steps: [] });
    else stages.at(-1)?.steps.push({ keyword, text, words, flags });
  }
  return stages;
}

/** The stage that the image is made of. */
export function lastStage(): Stage {
  const last = readStages().at(-1);
  if (!last) throw new Error('the Dockerfile has no stage');
  return last;
}

/** The words of the last instruction of this name in the image's stage. */
export const wordsOfLast = (keyword: string): readonly string[] =>
  lastStage().steps.findLast((step) => step.keyword === keyword)?.words ?? [];

/** The program of HEALTHCHECK with its arguments. */
export function healthcheckOfImage(): string[] {
  const found = lastStage().steps.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  return v.parse(v.array(v.string()), JSON.parse(found?.text.replace(/^CMD\s+/, '') ?? '[]'));
}

/** What ENV says, of all ENVs of the image's stage. */
export const variablesOfImage = (): Record<string, string> =>
  Object.fromEntries(
    lastStage()
      .steps.filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ words }) => words)
      .map((word) => word.split(/=(.*)/s).slice(0, 2)),
  );

import type { Random } from './random.ts';
import type { OpenStage, Stage } from './stage.ts';

/** What one run of a scenario is given. */
export interface Play {
  /** Replays every choice: those of people, of the balancer and of who is killed when. */
  readonly seed: number;
  readonly random: Random;
  /** The form that runs in CI: the same faults, fewer of them. */
  readonly isShort: boolean;
  /** Opens a bot with all that surrounds it; the run audits and closes it. */
  readonly open: (options?: OpenStage) => Promise<Stage>;
  /** A line of the report. */
  readonly tell: (line: string) => void;
}

/** A way in which the world breaks. It only breaks things and asserts what is its own. */
export interface Scenario {
  /** Named on the command line. */
  readonly name: string;
  /** What must hold, as a sentence. */
  readonly says: string;
  /** Part of the short form. */
  readonly inShort?: boolean;
  /** Why it cannot run on this machine. */
  readonly refusal?: string | undefined | (() => Promise<string | undefined>);
  run(play: Play): Promise<void>;
}

/** Clocks of machines part by less than this in so long. */
const READ_EVERY_MS = 30_000;
/** An answer that took longer tells no time. */
const PROMPT_MS = 1_000;

export interface SharedClockNeeds {
  /** Milliseconds since 1970, as the actor store has it, which all instances share. */
  readonly ask: () => Promise<number>;
  /** Milliseconds since some moment, which no change of the machine's clock touches. */
  readonly elapsed?: () => number;
}

/**
 * One clock for all instances: an instance whose machine is wrong by an hour would find every
 * order of the others past its deadline. It is read at first and every half minute; between two
 * readings, and while the store does not answer, it goes on by itself.
 */
export async function createSharedClock(needs: SharedClockNeeds): Promise<() => number> {
  const { ask, elapsed = () => performance.now() } = needs;

  const read = async () => {
    const before = elapsed();
    const at = await ask();
    const after = elapsed();
    return { at, from: (before + after) / 2, tookMs: after - before };
  };

  let known = await read();
  let readAt = elapsed();

  const readAgain = async () => {
    readAt = elapsed();
    const found = await read();
    if (found.tookMs <= PROMPT_MS) known = found;
  };

  return () => {
    // What is wrong with the store is told by readiness.
    if (elapsed() - readAt >= READ_EVERY_MS) readAgain().catch(() => undefined);
    return Math.round(known.at + elapsed() - known.from);
  };
}

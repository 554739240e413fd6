/** What became of one command of a batch. */
export type Outcome = { readonly reply: unknown } | { readonly error: Error };

export interface CommandBatchesNeeds {
  /** Answers one outcome for each command, in order; rejects when nobody knows what became of them. */
  readonly carry: (commands: readonly string[][]) => Promise<readonly Outcome[]>;
  /** Commands in one batch at most. */
  readonly size: number;
  /** Batches under way at a time. */
  readonly atOnce: number;
}

interface Waiting {
  readonly command: string[];
  readonly settle: (outcome: Outcome) => void;
}

/**
 * Sends commands of one moment together, and those that come while enough batches are under way
 * with the next: the busier it is, the fewer requests a command costs. None is sent twice.
 */
export function createCommandBatches({ carry, size, atOnce }: CommandBatchesNeeds) {
  const waiting: Waiting[] = [];
  let underWay = 0;

  const carryBatch = async (batch: readonly Waiting[]) => {
    underWay += 1;
    const outcomes = await carry(batch.map(({ command }) => command)).catch((error: Error) =>
      batch.map(() => ({ error })),
    );
    underWay -= 1;
    for (const [index, { settle }] of batch.entries()) settle(outcomes[index] ?? NO_OUTCOME);
    flush();
  };

  const flush = () => {
    while (waiting.length > 0 && underWay < atOnce) void carryBatch(waiting.splice(0, size));
  };

  return (command: string[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome.reply);
      if (waiting.push({ command, settle }) === 1) queueMicrotask(flush);
    });
}

const NO_OUTCOME: Outcome = { error: new Error('a batch was answered in part') };

interface Question<Key, Answer> {
  readonly key: Key;
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface Batching<Key, Answer> {
  /** Answers each key that is known; rejects for all of them. */
  readonly ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Answer>>;
  /** Keys asked for together. */
  readonly most: number;
  /** Batches under way; who comes meanwhile waits for one of them, and goes with the next. */
  readonly atOnce: number;
  /** Whether one question alone may be to blame: then each is asked again by itself. */
  readonly isOnes?: (error: unknown) => boolean;
}

/**
 * Asks for one key, together with whoever asks for another at the same time: alone nobody waits,
 * and in a crowd a round trip is shared. An answer is never older than its question.
 */
export function inBatches<Key, Answer>(batching: Batching<Key, Answer>) {
  const { ask, most, atOnce, isOnes = () => false } = batching;
  const waiting: Question<Key, Answer>[] = [];
  let asking = 0;

  const answer = async (batch: readonly Question<Key, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(batch.map(({ key }) => key));
      for (const { key, resolve } of batch) resolve(answers.get(key));
    } catch (error) {
      if (batch.length > 1 && isOnes(error)) for (const one of batch) await answer([one]);
      else for (const { reject } of batch) reject(error);
    }
  };

  const askNext = async () => {
    asking += 1;
    await answer(waiting.splice(0, most));
    asking -= 1;
    if (waiting.length > 0) void askNext();
  };

  return (key: Key): Promise<Answer | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (asking < atOnce) void askNext();
    });
}

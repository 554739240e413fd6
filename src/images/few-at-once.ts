/** Runs what it is given, so many at a time; the rest waits in the order in which it came. */
export type FewAtOnce = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createFewAtOnce(most: number): FewAtOnce {
  const waiting: (() => void)[] = [];
  let running = 0;

  const takeTurn = async () => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };

  const passTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return async (work) => {
    await takeTurn();
    try {
      return await work();
    } finally {
      passTurn();
    }
  };
}

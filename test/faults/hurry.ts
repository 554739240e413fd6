import type { Stage } from './stage.ts';

/** A POST of unknown outcome is waited for so long before it may be followed by another. */
const CERTAINTY_MS = 61_000;
/** Longer than any answer of FAL is waited for here. */
const LOOK_MS = 3500;
const MOST = 6;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Lets the minutes pass that orders wait for FAL's word. Only where the actors go by the process's
 * clock, which is SQLite: Redis has its own.
 */
export async function hurry(stage: Stage): Promise<void> {
  const open = async () => {
    const orders = await Promise.all(stage.people().map((person) => person.orders()));
    return orders.flat().filter(({ end_state }) => end_state === null);
  };
  for (let minutes = 1; minutes <= MOST && (await open()).length > 0; minutes += 1) {
    await pass(LOOK_MS);
    stage.setClock(stage.ahead() + CERTAINTY_MS);
  }
}

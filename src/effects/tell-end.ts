import type { Message } from '../telegram/screens/message.ts';
import type { Reach, Reachable } from './reach.ts';

/**
 * Tells a person how an order of theirs ended; silently where they ended it themselves. False: they
 * cannot be reached, and are told on their return.
 */
export async function tellEnd(
  reach: Pick<Reach, 'tell' | 'byId'>,
  person: Reachable,
  end: string,
  note: () => Promise<Message>,
): Promise<boolean> {
  if (person.unreachable_at !== null) return false;
  await reach.tell(person, await note(), { isSilent: end === 'cancelled' });
  const after = await reach.byId(person.id);
  return after === null || after.unreachable_at === null;
}

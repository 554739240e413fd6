import type { Handle } from '../../db/handle.ts';
import { createTakeIn, type Meeting, type Met } from '../../db/newcomers.ts';
import { personByTelegramId } from '../../db/people.ts';

/** The person with this Telegram id, who is taken in if new, as at an edge of its own. */
export async function meet(db: Handle, meeting: Meeting): Promise<Met> {
  const known = await personByTelegramId(db, meeting.telegramId);
  if (known) return { person: known, isNew: false, welcomed: false };
  return createTakeIn(db)(meeting);
}

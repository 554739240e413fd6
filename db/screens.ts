import type { Selectable } from 'kysely';
import { compileOnce } from './compile-once.ts';
import type { Handle } from './handle.ts';
import type { ScreensTable } from './schema.ts';

/** The living message of a chat. */
export type LivingMessage = Selectable<ScreensTable>;

const ofPerson = compileOnce((db, personId: string) =>
  db.selectFrom('screens').selectAll().where('person_id', '=', personId),
);

export async function screenOf(db: Handle, personId: string): Promise<LivingMessage | undefined> {
  return (await ofPerson(db, personId))[0];
}

/** Writes down what the chat shows now, in place of what it showed. */
export async function setScreen(db: Handle, screen: LivingMessage): Promise<void> {
  const { person_id: _, ...shown } = screen;
  await db
    .insertInto('screens')
    .values(screen)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(shown))
    .execute();
}

/** The chat has no living message; with an id, only if it was that one. */
export async function clearScreen(db: Handle, personId: string, messageId?: number): Promise<void> {
  const clearing = db.deleteFrom('screens').where('person_id', '=', personId);
  await (messageId === undefined
    ? clearing
    : clearing.where('message_id', '=', messageId)
  ).execute();
}

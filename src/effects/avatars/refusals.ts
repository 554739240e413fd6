import type { Note } from '../../telegram/messenger.ts';
import { photoRefused } from '../../telegram/screens/training-messages.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';

/** Reasons after which there is nothing to be done about the photo, whichever it was. */
const TOLD_TOGETHER: ReadonlySet<string> = new Set(['duplicate', 'too-many', 'not-awaited']);

/** As long as the card that counts an album waits for more of it. */
const QUIET_MS = 2000;
/** However many come one after another, the first is answered by then. */
const LONGEST_MS = 8000;

export interface RefusalsNeeds {
  readonly reach: Reach;
  readonly words: Words;
  /** Runs something in so many milliseconds; what it returns cancels that. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Refusals of one person's photos for one reason, until none came for a while. */
interface Burst {
  readonly messageIds: Set<number>;
  readonly answered: Promise<void>;
  readonly putOff: () => void;
}

/**
 * Answers photos that cannot be used. What can be mended is told below each photo; of what cannot,
 * a burst gets one answer, below its first photo. A refusal counts as told when its answer is sent,
 * so what fails or is cut short is told by whoever repeats it.
 */
export function createRefusals({ reach, words, setTimer }: RefusalsNeeds) {
  const bursts = new Map<string, Burst>();

  const answer = (person: Reachable, messageId: number, note: Note) =>
    reach.tell(person, note, { replyTo: messageId, isSilent: true });

  const noteFor = (person: Reachable, issues: readonly string[], photos: number) =>
    photoRefused({ issues, photos }, words(languageOf(person)));

  const beginBurst = (personId: string, reason: string, key: string): Burst => {
    const messageIds = new Set<number>();
    const { promise: answered, resolve, reject } = Promise.withResolvers<void>();
    const end = async () => {
      cancelQuiet();
      cancelLongest();
      bursts.delete(key);
      const person = await reach.byId(personId);
      if (!person) return;
      const note = noteFor(person, [reason], messageIds.size);
      await answer(person, Math.min(...messageIds), note);
    };
    const finish = () => void end().then(resolve, reject);
    let cancelQuiet = setTimer(finish, QUIET_MS);
    const cancelLongest = setTimer(finish, LONGEST_MS);
    const putOff = () => {
      cancelQuiet();
      cancelQuiet = setTimer(finish, QUIET_MS);
    };
    return { messageIds, answered, putOff };
  };

  const join = (personId: string, messageId: number, reason: string): Promise<void> => {
    const key = `${personId} ${reason}`;
    const known = bursts.get(key);
    known?.putOff();
    const burst = known ?? beginBurst(personId, reason, key);
    burst.messageIds.add(messageId);
    bursts.set(key, burst);
    return burst.answered;
  };

  return async (person: Reachable, messageId: number, issues: readonly string[]): Promise<void> => {
    const [reason] = issues;
    if (issues.length === 1 && reason !== undefined && TOLD_TOGETHER.has(reason))
      return join(person.id, messageId, reason);
    await answer(person, messageId, noteFor(person, issues, 1));
  };
}

import type { Handle } from '../../db/open.ts';
import { forgetWatcher, watchersOfTheOver } from '../../db/outages.ts';
import type { ChatContext } from '../../machines/chat/types.ts';
import type { ActorRecord } from '../actors/record.ts';
import type { Chore } from '../actors/sweep.ts';
import { worksAgain } from '../telegram/screens/messages.ts';
import type { Words } from '../telegram/words.ts';
import type { Drafts } from './drafts.ts';
import { languageOf } from './locale-of.ts';
import type { Reach } from './reach.ts';

/** Few, so that an outage that opens again meanwhile is heeded. */
const AT_A_TIME = 10;

export interface TellWatchersNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly drafts: Drafts;
  readonly words: Words;
  readonly peek: (key: string) => Promise<ActorRecord | null>;
  /** One person was not told yet; the others were. */
  readonly onError: (error: unknown) => void;
}

/** Tells whoever waits for the end of an outage; one that cannot be told now is told later. */
export function createTellWatchers(needs: TellWatchersNeeds): Chore {
  const { db, reach, drafts, words, peek, onError } = needs;

  /** An order that waited for pictures to be possible is one press away. */
  const waitingDraft = async (telegramId: number) => {
    const record = await peek(`chat:${telegramId}`);
    // Guarantee: only the chat's chart writes under such a key.
    const { context } = (record?.snapshot ?? {}) as unknown as { context?: ChatContext };
    return context?.draft ?? null;
  };

  const sayItWorks = async (personId: string) => {
    const person = await reach.byId(personId);
    const draft = person && (await waitingDraft(person.telegram_id));
    const settled = draft && (await drafts.settle(draft, person));
    if (person) await reach.tell(person, worksAgain(settled, words(languageOf(person))));
    await forgetWatcher(db, personId);
  };

  return {
    name: 'watchers',
    everyMs: 5_000,
    run: async () => {
      for (const personId of await watchersOfTheOver(db, AT_A_TIME))
        await sayItWorks(personId).catch(onError);
    },
  };
}

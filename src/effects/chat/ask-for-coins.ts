import { hasRequestedCoins, requestCoins } from '../../../db/coin-requests.ts';
import { balances } from '../../../db/ledger.ts';
import type { Handle } from '../../../db/open.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { coinRequest } from '../../telegram/screens/messages.ts';
import type { Say } from '../../telegram/words.ts';
import type { Reach } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';

export interface AskForCoinsNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly messenger: Messenger;
  readonly now: () => number;
  /** Where the operator reads; null: nobody can be asked. */
  readonly adminChatId: number | null;
  /** The operator's language. */
  readonly say: Say;
}

/** Asks the operator for coins, once a day a person. True: asked; false: asked today already. */
export const createAskForCoins =
  ({ db, reach, messenger, now, adminChatId, say }: AskForCoinsNeeds) =>
  async ({ personId, needs }: { personId: string; needs: number }): Promise<boolean> => {
    const person = await reach.byId(personId);
    if (!person || adminChatId === null) return false;
    if (await hasRequestedCoins(db, { personId, now: now() })) return false;
    const { available: has } = await balances(db, personId);
    const request = { personId, telegramId: person.telegram_id, needs, has };
    const told = await messenger.send(adminChatId, coinRequest(request, say));
    if (told === 'later') throw new RetryLater('telegram-unreachable');
    if (told !== 'done')
      throw Object.assign(new Error('ADMIN_CHAT_ID takes no messages'), {
        code: 'operator-unheard',
        retryable: false,
      });
    return requestCoins(db, { personId, now: now() });
  };

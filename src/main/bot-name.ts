import { outcomeOf } from '../telegram/call-outcome.ts';
import type { Telegram } from '../telegram/telegram-api.ts';

/** The bot's own name, as links to it need it. */
export interface BotName {
  /** Told at set-up. */
  learn(name: string): void;
  /** Without the @; null: Telegram does not answer. */
  get(): Promise<string | null>;
}

/** Work that a start finds undone may need the name before set-up has come to tell it. */
export function createBotName({ free: api }: Telegram): BotName {
  let known: string | null = null;

  const ask = async () => {
    const outcome = await outcomeOf(api.getMe());
    return outcome.kind === 'ok' ? outcome.value.username : null;
  };

  return {
    learn: (name) => {
      known = name;
    },
    get: async () => {
      known ??= await ask();
      return known;
    },
  };
}

import type { BotCommand, UserFromGetMe } from 'grammy/types';
import { type Failure, type Outcome, outcomeOf } from './call-outcome.ts';
import { ALLOWED_UPDATES } from './long-poll.ts';
import type { Telegram } from './telegram-api.ts';

/** What people read about the bot before they press Start. */
export interface Profile {
  /** Two letters; empty: everybody whose language has no profile of its own. */
  readonly languageCode: '' | 'ru' | 'en';
  readonly commands: readonly BotCommand[];
  /** At most 512 characters. */
  readonly description: string;
  /** At most 120 characters. */
  readonly shortDescription: string;
}

export type Receiving =
  | { readonly by: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly by: 'polling' };

/**
 * `token-refused`: Telegram does not know the token. `telegram-unreachable`: no answer.
 * `set-up-refused`: Telegram takes the token, but not what it was asked for.
 */
export type SetUpErrorCode = 'token-refused' | 'telegram-unreachable' | 'set-up-refused';

export class SetUpError extends Error {
  override readonly name = 'SetUpError';
  readonly code: SetUpErrorCode;

  constructor(code: SetUpErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Updates/s ≤ connections ÷ seconds per answer; answers take milliseconds. */
const MAX_CONNECTIONS = 100;

const unreachable = (why: string) =>
  new SetUpError(
    'telegram-unreachable',
    `Telegram does not answer (${why}); see TELEGRAM_API_ROOT`,
  );

function errorOf(what: string, failure: Failure): SetUpError {
  switch (failure.kind) {
    case 'unauthorized':
      return new SetUpError(
        'token-refused',
        'Telegram refuses the bot token: set TELEGRAM_BOT_TOKEN to the one BotFather gave',
      );
    case 'unreachable':
      return unreachable(failure.reason);
    case 'rate-limited':
      return unreachable(`asked to wait ${failure.retryAfter} s`);
    case 'refused':
    case 'conflict':
      return new SetUpError('set-up-refused', `${what}: ${failure.description}`);
    default:
      return new SetUpError('set-up-refused', `${what}: ${failure.kind}`);
  }
}

async function must<T>(what: string, call: Promise<T>): Promise<T> {
  const outcome: Outcome<T> = await outcomeOf(call);
  if (outcome.kind === 'ok') return outcome.value;
  throw errorOf(what, outcome);
}

const inLanguage = (code: Profile['languageCode']) => (code === '' ? {} : { language_code: code });

const isSame = (a: readonly BotCommand[], b: readonly BotCommand[]) =>
  a.length === b.length &&
  a.every(({ command, description }, at) => {
    const other = b[at];
    return other?.command === command && other.description === description;
  });

type Api = Telegram['free'];

/** Telegram limits how often these may be set, so only what differs is. */
async function setProfile(api: Api, profile: Profile) {
  const { commands, description, shortDescription } = profile;
  const language = inLanguage(profile.languageCode);
  const [hasCommands, has, hasShort] = await Promise.all([
    must('getMyCommands', api.getMyCommands(language)),
    must('getMyDescription', api.getMyDescription(language)),
    must('getMyShortDescription', api.getMyShortDescription(language)),
  ]);
  if (!isSame(hasCommands, commands)) {
    await must('setMyCommands', api.setMyCommands(commands, language));
  }
  if (has.description !== description) {
    await must('setMyDescription', api.setMyDescription(description, language));
  }
  if (hasShort.short_description !== shortDescription) {
    await must('setMyShortDescription', api.setMyShortDescription(shortDescription, language));
  }
}

/** The secret cannot be read back, so the webhook is set at every start. */
const setReceiving = (api: Api, receiving: Receiving) =>
  receiving.by === 'polling'
    ? must('deleteWebhook', api.deleteWebhook({ drop_pending_updates: false }))
    : must(
        'setWebhook',
        api.setWebhook(receiving.url, {
          secret_token: receiving.secret,
          allowed_updates: ALLOWED_UPDATES,
          max_connections: MAX_CONNECTIONS,
          drop_pending_updates: false,
        }),
      );

export interface SetUp {
  readonly telegram: Telegram;
  readonly profiles: readonly Profile[];
  readonly receiving: Receiving;
}

/** Makes Telegram ready for this bot; may be repeated. Throws `SetUpError`. */
export async function setUpTelegram({
  telegram,
  profiles,
  receiving,
}: SetUp): Promise<UserFromGetMe> {
  const api = telegram.free;
  const me = await must('getMe', api.getMe());
  await Promise.all(profiles.map((profile) => setProfile(api, profile)));
  await setReceiving(api, receiving);
  return me;
}

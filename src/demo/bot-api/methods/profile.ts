import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { integer, json, text } from '../fields.ts';
import { type Method, method } from './method.ts';

const MAX_COMMANDS = 100;
const MAX_COMMAND_DESCRIPTION = 256;

const language_code = v.exactOptional(text, '');
const scope = v.exactOptional(
  json(v.object({ type: text, chat_id: v.exactOptional(integer) })),
  '{"type":"default"}',
);

const commands = json(v.array(v.object({ command: text, description: text })));

export const setMyCommands = method({ commands, scope, language_code }, (params, call) => {
  const list = params.commands.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description,
  }));
  if (list.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of list) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > MAX_COMMAND_DESCRIPTION) {
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
  call.profile.setCommands(params.scope, params.language_code, list);
  call.events.emit({ type: 'commands' });
  return true;
});

export const getMyCommands = method({ scope, language_code }, (params, { profile }) =>
  profile.commands(params.scope, params.language_code),
);

export const deleteMyCommands = method({ scope, language_code }, (params, call) => {
  call.profile.deleteCommands(params.scope, params.language_code);
  call.events.emit({ type: 'commands' });
  return true;
});

/** The three words about a bot, with their limits and Telegram's code for too long a one. */
const WORDS: [method: string, field: string, max: number, tooLong: string][] = [
  ['MyName', 'name', 64, 'BOT_TITLE_INVALID'],
  ['MyDescription', 'description', 512, 'BOT_DESCRIPTION_TOO_LONG'],
  ['MyShortDescription', 'short_description', 120, 'BOT_SHORT_DESCRIPTION_TOO_LONG'],
];

const setWord = (field: string, max: number, tooLong: string): Method =>
  method({ [field]: v.exactOptional(text, ''), language_code }, (params, { profile, events }) => {
    const value = String(params[field] ?? '');
    if (value.length > max) throw badRequest(tooLong);
    profile.setWord(field, String(params['language_code'] ?? ''), value);
    events.emit({ type: 'commands' });
    return true;
  });

const getWord = (field: string): Method =>
  method({ language_code }, (params, { profile }) => ({
    [field]: profile.word(field, params.language_code),
  }));

export const words: Record<string, Method> = Object.fromEntries(
  WORDS.flatMap(([name, field, max, tooLong]) => [
    [`set${name}`, setWord(field, max, tooLong)],
    [`get${name}`, getWord(field)],
  ]),
);

export const setChatMenuButton = method(
  {
    chat_id: v.exactOptional(integer),
    menu_button: v.exactOptional(
      json(v.looseObject({ type: v.picklist(['commands', 'default', 'web_app']) })),
    ),
  },
  () => true,
);

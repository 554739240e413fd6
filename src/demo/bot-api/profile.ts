import type { Command } from './types.ts';

type Scope = { type: string; chat_id?: number };

const keyOf = (scope: Scope, language: string) =>
  `${scope.type}:${scope.chat_id ?? ''}:${language}`;

/** What people read about the bot: its words by language, its commands by scope and language. */
export function createProfile() {
  const words = new Map<string, string>();
  const commands = new Map<string, Command[]>();

  return {
    setWord(field: string, language: string, value: string) {
      words.set(`${field}:${language}`, value);
    },
    word: (field: string, language: string) =>
      words.get(`${field}:${language}`) || words.get(`${field}:`) || '',
    setCommands(scope: Scope, language: string, list: Command[]) {
      commands.set(keyOf(scope, language), list);
    },
    deleteCommands(scope: Scope, language: string) {
      commands.delete(keyOf(scope, language));
    },
    commands: (scope: Scope, language: string) => commands.get(keyOf(scope, language)) ?? [],
    /** The list a phone shows in a private chat: the narrowest scope first, then the language. */
    commandsFor(chatId: number, language: string): Command[] {
      const scopes: Scope[] = [
        { type: 'chat', chat_id: chatId },
        { type: 'all_private_chats' },
        { type: 'default' },
      ];
      const keys = scopes.flatMap((scope) => [keyOf(scope, language), keyOf(scope, '')]);
      return keys.map((key) => commands.get(key)).find((list) => list !== undefined) ?? [];
    },
  };
}

export type Profile = ReturnType<typeof createProfile>;

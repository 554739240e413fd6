import { readFile } from 'node:fs/promises';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Language } from '../../machines/chat/types.ts';

export type Args = Readonly<Record<string, string | number>>;

/** Says one message of a language: plain text for labels, Telegram HTML for captions. */
export type Say = (key: string, args?: Args) => string;

/** Everything the bot can say. */
export type Words = (language: Language) => Say;

/** A fault in the words: a message or an argument is not there. */
export type Fault = (language: Language, key: string, cause?: unknown) => void;

const languages = ['ru', 'en'] as const satisfies readonly Language[];

/** What a person reads if a message is in no language. */
const UNSAID = '…';

const readSource = (language: Language): Promise<string> =>
  readFile(new URL(`./locales/${language}.ftl`, import.meta.url), 'utf8');

function toBundle(language: Language, source: string, onFault: Fault): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const error of bundle.addResource(new FluentResource(source))) {
    onFault(language, error.message, error);
  }
  return bundle;
}

/**
 * Reads both languages. A missing message is told to `onFault` and said in the other language; a
 * person never sees a key.
 */
export async function loadWords(onFault: Fault = () => {}): Promise<Words> {
  const bundles = new Map<Language, FluentBundle>();
  for (const language of languages) {
    bundles.set(language, toBundle(language, await readSource(language), onFault));
  }

  const sayIn = (language: Language, key: string, args: Args): string | null => {
    const bundle = bundles.get(language);
    const pattern = bundle?.getMessage(key)?.value;
    if (!bundle || !pattern) {
      onFault(language, key);
      return null;
    }
    const errors: Error[] = [];
    const said = bundle.formatPattern(pattern, args, errors);
    for (const error of errors) onFault(language, key, error);
    return said;
  };

  return (language) => {
    const others = languages.filter((other) => other !== language);
    return (key, args = {}) =>
      [language, ...others].reduce<string | null>(
        (said, next) => said ?? sayIn(next, key, args),
        null,
      ) ?? UNSAID;
  };
}

/** What a person wrote, as Telegram's HTML wants it. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Words for captions and message texts: every text among the arguments is escaped, here and
 * nowhere else. So an argument is never HTML itself.
 */
export const inHtml =
  (t: Say): Say =>
  (key, args = {}) =>
    t(
      key,
      Object.fromEntries(
        Object.entries(args).map(([name, value]) => [
          name,
          typeof value === 'string' ? escapeHtml(value) : value,
        ]),
      ),
    );

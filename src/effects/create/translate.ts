import type { Language } from '../../../machines/chat/types.ts';
import type { Ask } from '../../fal/ask.ts';
import { readWords, translationQuestion } from '../../fal/word-models.ts';

/** The text in another language; as it is where it is in that language, or cannot be translated. */
export type TranslateTo = (text: string, to: Language, signal: AbortSignal) => Promise<string>;

export interface TranslateNeeds {
  readonly ask: Ask;
  /** A language model of FAL's router; null: nothing is translated. */
  readonly model: string | null;
  readonly onFailed: (message: string) => void;
}

const isRussian = (text: string) => /\p{Script=Cyrillic}/u.test(text);

/** A picture made of the person's own words is better than none: a failure only loses quality. */
export function createTranslate({ ask, model, onFailed }: TranslateNeeds): TranslateTo {
  return async (text, to, signal) => {
    if (model === null || isRussian(text) === (to === 'ru')) return text;
    const asked = await ask(translationQuestion(model, text, to), signal);
    if (asked.kind === 'done') return readWords(asked.body) ?? text;
    onFailed(asked.error.message);
    return text;
  };
}

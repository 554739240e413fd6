/**
 * Models of FAL that answer in words: what a picture shows, what was said, a translation. Fields
 * follow the type definitions of `@fal-ai/client` 1.10 (November 2026).
 */
import * as v from 'valibot';
import type { Question } from './ask.ts';

/** A caption, a language model's answer, or speech written down: each says it under its own name. */
const WordsSchema = v.union([
  v.pipe(
    v.object({ results: v.string() }),
    v.transform(({ results }) => results),
  ),
  v.pipe(
    v.object({ output: v.string() }),
    v.transform(({ output }) => output),
  ),
  v.pipe(
    v.object({ text: v.string() }),
    v.transform(({ text }) => text),
  ),
]);

/** The words of an answer, without blanks around them; null: there are none. */
export function readWords(body: unknown): string | null {
  const words = v.safeParse(WordsSchema, body);
  return words.success ? words.output.trim() || null : null;
}

type Language = 'ru' | 'en';

const LANGUAGES: Readonly<Record<Language, string>> = { ru: 'Russian', en: 'English' };

const VISION = 'openrouter/router/vision';
const ROUTER = 'openrouter/router';

const describing = (language: Language) =>
  `Describe this photo for a painter in one paragraph of at most 80 words, in ${LANGUAGES[language]}: ` +
  'what is to be seen, the surroundings, light, colours and mood. No introduction, no guesses ' +
  'about who a person is.';

/**
 * Asks what a picture shows. `model`: an endpoint that captions pictures (in English), or
 * `vision:MODEL` for a language model that sees (in the person's language).
 */
export function captionQuestion(model: string, imageUrl: string, language: Language): Question {
  const seeing = /^vision:(.+)$/.exec(model)?.[1];
  if (!seeing) return { endpoint: model, input: { image_url: imageUrl } };
  const input = { model: seeing, prompt: describing(language), image_urls: [imageUrl] };
  return { endpoint: VISION, input };
}

/** Asks for a text in another language, by a language model of the router. */
export const translationQuestion = (model: string, text: string, to: Language): Question => ({
  endpoint: ROUTER,
  input: {
    model,
    system_prompt:
      `Translate what the user writes into ${LANGUAGES[to]}. It describes a picture. ` +
      'Keep every detail and answer with the translation alone.',
    prompt: text,
    temperature: 0,
  },
});

/** Asks what was said, in the language it was said in. */
export const speechQuestion = (
  endpoint: string,
  audioUrl: string,
  language: Language,
): Question => ({
  endpoint,
  input: { audio_url: audioUrl, task: 'transcribe', language },
});

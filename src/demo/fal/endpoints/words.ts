import * as v from 'valibot';
import { FAILURES, type InputPath } from '../answers.ts';
import { describePhoto } from '../describe-photo.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fetchPicture } from '../fetch-picture.ts';
import { address, between, flag, whole } from '../fields.ts';
import type { Studio } from '../studio.ts';
import { translate } from '../translate.ts';
import { readWishes } from '../wishes.ts';

const router = {
  prompt: v.pipe(v.string(), v.minLength(1)),
  model: v.pipe(v.string(), v.nonEmpty()),
  system_prompt: v.optional(v.string(), ''),
  temperature: between(0, 2),
  max_tokens: v.optional(whole(1, 1_000_000)),
  reasoning: flag,
};

const caption = v.strictObject({ image_url: address });
const chat = v.strictObject(router);
const vision = v.strictObject({
  ...router,
  image_urls: v.pipe(v.array(address), v.minLength(1)),
});

const USAGE = { prompt_tokens: 120, completion_tokens: 40, total_tokens: 160, cost: 0.0001 };
const said = (output: string) => ({ status: 200, body: { output, usage: USAGE } });

async function describe(studio: Studio, url: string, at: InputPath, language: 'en' | 'ru') {
  const { bytes } = await fetchPicture(studio, url, at);
  return describePhoto(bytes, language);
}

/** The language an instruction asks for, or is written in. */
const languageOf = (instruction: string) =>
  /russian|русск/i.test(instruction) || /[а-яё]/i.test(instruction) ? 'ru' : 'en';

/** Endpoints that answer with words: captions and language models. */
export const WORDS: Record<string, Endpoint> = {
  'fal-ai/florence-2-large/more-detailed-caption': endpoint(
    caption,
    async ({ image_url }, studio) => {
      const results = await describe(studio, image_url, ['image_url'], 'en');
      return { status: 200, body: { results } };
    },
    'words',
  ),
  'openrouter/router/vision': endpoint(
    vision,
    async ({ prompt, system_prompt, image_urls: [url = ''] }, studio) => {
      const language = languageOf(`${system_prompt} ${prompt}`);
      return said(await describe(studio, url, ['image_urls', 0], language));
    },
    'words',
  ),
  'openrouter/router': endpoint(
    chat,
    async ({ prompt }) => (readWishes(prompt).fail ? FAILURES.broken : said(translate(prompt))),
    'words',
  ),
};

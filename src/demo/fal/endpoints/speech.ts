import * as v from 'valibot';
import { readVoiceClip } from '../../voice-clip.ts';
import { FAILURES } from '../answers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { address, flag, whole } from '../fields.ts';
import type { Studio } from '../studio.ts';
import { translate } from '../translate.ts';
import { readWishes } from '../wishes.ts';

const AT = ['audio_url'] as const;

const spoken = {
  audio_url: address,
  task: v.optional(v.picklist(['transcribe', 'translate']), 'transcribe'),
};
/** One of the languages that Whisper knows. */
const code = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));

const wizper = v.strictObject({
  ...spoken,
  language: v.optional(v.nullable(code), 'en'),
  chunk_level: v.optional(v.string()),
  version: v.optional(v.string()),
  max_segment_len: v.optional(whole(10, 29)),
  merge_chunks: flag,
});

const whisper = v.strictObject({
  ...spoken,
  language: v.optional(v.nullable(code), null),
  chunk_level: v.optional(v.picklist(['none', 'segment', 'word'])),
  version: v.optional(v.picklist(['3'])),
  batch_size: v.optional(whole(1, 64)),
  num_speakers: v.optional(v.nullable(whole(1, 20))),
  prompt: v.optional(v.string()),
  diarize: flag,
});

/** What is heard in a recording of somebody else's. */
const ANYTHING = { ru: 'кот у окна зимним вечером', en: 'a cat by the window on a winter evening' };

interface Heard {
  readonly audio_url: string;
  readonly task: 'transcribe' | 'translate';
  readonly language: string | null;
}

async function hear({ audio_url, task, language }: Heard, studio: Studio) {
  const clip = await studio.fetch(audio_url, AT);
  const said = readVoiceClip(clip) ?? (language === 'ru' ? ANYTHING.ru : ANYTHING.en);
  return task === 'translate' ? translate(said) : said;
}

const languageOf = (text: string) => (/[а-яё]/i.test(text) ? 'ru' : 'en');

const hearing = (
  schema: v.GenericSchema<unknown, Heard>,
  languages: 'languages' | 'inferred_languages',
): Endpoint =>
  endpoint(
    schema,
    async (asked, studio) => {
      const text = await hear(asked, studio);
      if (readWishes(text).fail) return FAILURES.broken;
      const chunks = [{ text, timestamp: [0, 3] }];
      return { status: 200, body: { text, chunks, [languages]: [languageOf(text)] } };
    },
    'words',
  );

export const SPEECH: Record<string, Endpoint> = {
  'fal-ai/wizper': hearing(wizper, 'languages'),
  'fal-ai/whisper': hearing(whisper, 'inferred_languages'),
};

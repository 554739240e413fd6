import type { Handle } from '../../../db/open.ts';
import { personById } from '../../../db/people.ts';
import { DESCRIPTION_LENGTH } from '../../../machines/chat/drafting.ts';
import type { Understood } from '../../../machines/chat/types.ts';
import type { Work } from '../../actors/doers.ts';
import type { Ask, Question } from '../../fal/ask.ts';
import type { FalError } from '../../fal/errors.ts';
import type { FalFiles } from '../../fal/files.ts';
import { captionQuestion, readWords, speechQuestion } from '../../fal/word-models.ts';
import { sampleOf } from '../../images/sample.ts';
import type { FetchFile } from '../../telegram/fetch-file.ts';
import { languageOf } from '../locale-of.ts';
import { RetryLater } from '../retry-later.ts';
import type { TranslateTo } from './translate.ts';

/** Somebody waits for the words: by then FAL has long read what they are of. */
const KEEP_SECONDS = 60 * 60;

export interface UnderstandNeeds {
  readonly db: Handle;
  readonly fetchFile: FetchFile;
  /** FAL reads links only. */
  readonly sendUp: FalFiles;
  readonly ask: Ask;
  /** Says a caption in the person's language, where that is configured. */
  readonly translateTo: TranslateTo;
  /** As `captionQuestion` takes it; null: photos are not described. */
  readonly captionModel: string | null;
  /** An endpoint that writes speech down; null: voice messages are not listened to. */
  readonly speechModel: string | null;
  /** The operator's key or billing failed, or FAL has the configured model no more. */
  readonly onRefused: (error: FalError, model: string) => Promise<unknown>;
}

type OfFile = { readonly personId: string; readonly fileId: string };

const unreadable: Understood = { kind: 'unreadable' };
const notConfigured: Understood = { kind: 'not-configured' };

const asDescription = (text: string): Understood => ({
  kind: 'understood',
  text: text.slice(0, DESCRIPTION_LENGTH.max),
});

/** Makes words of what a person sends instead of them. Nothing of it is kept. */
export function createUnderstanding(needs: UnderstandNeeds) {
  const { db, fetchFile, sendUp, ask, translateTo, captionModel, speechModel } = needs;

  /** Null: Telegram does not give it. */
  const fetched = async (fileId: string, { signal }: Work): Promise<Uint8Array | null> => {
    const file = await fetchFile(fileId, signal);
    if (file.kind === 'later') throw new RetryLater('telegram-unreachable');
    return file.kind === 'ok' ? file.bytes : null;
  };

  const linkTo = async (model: string, name: string, contentType: string, bytes: Uint8Array) => {
    const open = () => new Blob([new Uint8Array(bytes)]).stream();
    const file = { name, contentType, bytes: bytes.length, open, keepSeconds: KEEP_SECONDS };
    const sent = await sendUp.upload(file);
    if (sent.kind === 'failed') await needs.onRefused(sent.error, model);
    return sent.kind === 'ok' ? sent.url : null;
  };

  const wordsOf = async (
    model: string,
    question: Question,
    { signal }: Work,
  ): Promise<string | null> => {
    const asked = await ask(question, signal);
    if (asked.kind === 'done') return readWords(asked.body);
    await needs.onRefused(asked.error, model);
    return null;
  };

  const speakerOf = async (personId: string) => {
    const person = await personById(db, personId);
    return person ? languageOf(person) : null;
  };

  return {
    describeSample: async ({ personId, fileId }: OfFile, work: Work): Promise<Understood> => {
      if (captionModel === null) return notConfigured;
      const language = await speakerOf(personId);
      const bytes = await fetched(fileId, work);
      const sample = bytes && (await sampleOf(bytes));
      const url = sample && (await linkTo(captionModel, 'sample.jpg', 'image/jpeg', sample));
      if (!url || !language) return unreadable;
      const words = await wordsOf(captionModel, captionQuestion(captionModel, url, language), work);
      return words === null
        ? unreadable
        : asDescription(await translateTo(words, language, work.signal));
    },

    hear: async ({ personId, fileId }: OfFile, work: Work): Promise<Understood> => {
      if (speechModel === null) return notConfigured;
      const language = await speakerOf(personId);
      const bytes = await fetched(fileId, work);
      const url = bytes && (await linkTo(speechModel, 'voice.ogg', 'audio/ogg', bytes));
      if (!url || !language) return unreadable;
      const words = await wordsOf(speechModel, speechQuestion(speechModel, url, language), work);
      return words === null ? unreadable : asDescription(words);
    },
  };
}

import type { Image } from '../../../db/schema.ts';
import { originalMissing } from '../../telegram/screens/messages.ts';
import type { ResultSender } from '../../telegram/send-result.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';

export interface SendOriginalNeeds {
  readonly files: Pick<PictureFiles, 'original'>;
  readonly reach: Reach;
  readonly words: Words;
  readonly sender: ResultSender;
}

/** Sends a picture as it was made, or says that its file is lost. */
export function createSendOriginal({ files, reach, words, sender }: SendOriginalNeeds) {
  const send = async (person: Reachable, image: Image) => {
    const sent = await sender.sendOriginal({
      chatId: person.telegram_id,
      imageId: image.id,
      name: image.object_key.slice(image.object_key.lastIndexOf('/') + 1),
      bytes: () => files.original(image),
    });
    if (sent.kind === 'blocked') await reach.blocked(person);
    if (sent.kind === 'later') throw new RetryLater('telegram-unreachable');
  };

  return async (person: Reachable, image: Image): Promise<void> => {
    try {
      await send(person, image);
    } catch (error) {
      if (!(error instanceof FileMissing)) throw error;
      await reach.tell(person, originalMissing(words(languageOf(person))));
    }
  };
}

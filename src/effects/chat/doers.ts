import type { Handle } from '../../../db/open.ts';
import { rememberChoices, setLanguage, setTimeZone } from '../../../db/people.ts';
import { redeem } from '../../../db/promos.ts';
import type { chatCommands, chatJobs } from '../../../machines/chat/wishes.ts';
import type { DoersOf, Work } from '../../actors/doers.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { type AvatarDoersNeeds, createAvatarDoers } from '../avatars/doers.ts';
import { createUnderstanding, type UnderstandNeeds } from '../create/understand.ts';
import { createGalleryDoers, type GalleryDoersNeeds } from '../gallery/doers.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import type { Outages } from '../outages.ts';
import type { Reach, Reachable } from '../reach.ts';
import { createStartTraining, type StartTrainingNeeds } from '../training/start-training.ts';
import { type AskForCoinsNeeds, createAskForCoins } from './ask-for-coins.ts';
import { createOwnDataDoers, type OwnDataNeeds } from './own-data.ts';
import { createPictureDoers, type PicturesNeeds } from './pictures.ts';
import { createShow, type ShowNeeds } from './show.ts';
import { createStart, type StartNeeds } from './start.ts';

export interface ChatDoersNeeds
  extends ShowNeeds,
    PicturesNeeds,
    StartNeeds,
    OwnDataNeeds,
    GalleryDoersNeeds,
    AskForCoinsNeeds,
    AvatarDoersNeeds,
    StartTrainingNeeds,
    UnderstandNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly messenger: Messenger;
  readonly outages: Outages;
  readonly files: PictureFiles;
}

export type ChatDoers = DoersOf<typeof chatCommands, typeof chatJobs, 'answer'>;

/** Who carries out what the chat's chart wishes. */
export function createChatDoers(needs: ChatDoersNeeds): ChatDoers {
  const { db, reach, messenger, outages, now, newId } = needs;
  const pictures = createPictureDoers(needs);
  const gallery = createGalleryDoers(needs);
  const avatars = createAvatarDoers(needs);
  const { erase, sendExport } = createOwnDataDoers(needs);

  const withPerson =
    <P>(run: (person: Reachable, params: P) => Promise<unknown>) =>
    async (params: P, { key }: Work): Promise<void> => {
      const person = await reach.byChat(key);
      if (person) await run(person, params);
    };

  return {
    jobs: {
      start: createStart(needs),
      redeem: ({ personId, code }, { effectId: request }) =>
        redeem(db, { code, personId, request, now: now(), newId }),
      askForCoins: createAskForCoins(needs),
      erase,
      ...gallery.jobs,
      ...avatars.jobs,
      startTraining: createStartTraining(needs),
      ...createUnderstanding(needs),
    },
    commands: {
      show: createShow(needs),
      ...pictures,
      ...gallery.commands,
      ...avatars.commands,
      closeMessage: withPerson(async (person, { messageId }) => {
        await reach.heed(person, await messenger.remove(person.telegram_id, messageId));
      }),
      setLanguage: withPerson(({ id }, { language }) => setLanguage(db, id, language)),
      setTimeZone: withPerson(({ id }, { zone }) => setTimeZone(db, id, zone)),
      remember: withPerson(async ({ id }, { choice }) => {
        // Who is shown is remembered as the main avatar, and not by this.
        if (!('avatarId' in choice)) await rememberChoices(db, id, choice);
      }),
      watchOutage: withPerson(({ id }) => outages.watch(id)),
      sendExport,
    },
  };
}

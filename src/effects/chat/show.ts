import { markDelivered } from '../../../db/deliveries.ts';
import { generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Image } from '../../../db/schema.ts';
import type { Anchor, ChatContext } from '../../../machines/chat/types.ts';
import { viewOf } from '../../../machines/chat/views.ts';
import type { StateValue } from '../../../machines/state-path.ts';
import type { Work } from '../../actors/doers.ts';
import type { ActorRecord } from '../../actors/record.ts';
import type { LivingMessage, Show, Shown } from '../../telegram/living-message.ts';
import { missingPicture } from '../../telegram/screens/missing-picture.ts';
import { render } from '../../telegram/screens/render.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import { languageOf } from '../locale-of.ts';
import { type Reach, type Reachable, telegramIdOf } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';
import type { LoadScreenData } from '../screen-data.ts';

export interface ShowNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly living: LivingMessage;
  readonly load: LoadScreenData;
  readonly now: () => number;
  /** The chat's record as it is now; null: the person was erased or Redis was flushed. */
  readonly peek: (key: string) => Promise<ActorRecord | null>;
  /** Pictures of this order were seen: its delivery may be over. */
  readonly onSeen: (generationId: string) => Promise<void>;
  readonly files: Pick<PictureFiles, 'notice'>;
}

interface Drawn {
  readonly person: Reachable;
  readonly shown: Shown;
  /** The image that the screen opens; null: none. */
  readonly opened: Image | null;
}

/**
 * Renders the current snapshot as the chat's living message. Nothing is loaded before the chat's
 * turn has come: thousands of screens may wait for theirs, and most are out of date by then.
 */
export function createShow(needs: ShowNeeds) {
  const { db, reach, words, living, load, now, peek, onSeen, files } = needs;

  const heed = async (person: Reachable, shown: Shown) => {
    if (shown.kind === 'blocked') await reach.blocked(person);
    if (shown.kind === 'later') throw new RetryLater('telegram-unreachable');
    if (shown.kind === 'refused')
      throw Object.assign(new Error(shown.description), {
        code: 'screen-refused',
        retryable: false,
      });
    return shown.kind === 'shown';
  };

  /** Opened in the gallery is delivered. */
  const seen = async (image: Image) => {
    if (image.delivered_at !== null) return;
    const generation = await generationById(db, image.generation_id);
    if (!generation || generation.end_state !== null) return;
    await markDelivered(db, [image.id], now());
    await onSeen(generation.id);
  };

  const draw = async (on: Anchor, work: Work, show: Show): Promise<Drawn | null> => {
    const person = await reach.byChat(work.key);
    const record = await peek(work.key);
    if (!person || !record) return null;
    const { value, context } = snapshotOf(record);
    const view = viewOf({ value, context });
    const t = words(languageOf(person));
    const addressee = { personId: person.id, telegramId: person.telegram_id };
    const anchor = anchorOf(on, record, work);
    const { data, opened } = await load(person, view, context);
    const shown = await show(addressee, render(data, t), anchor).catch(async (error: unknown) => {
      if (!(error instanceof FileMissing)) throw error;
      await files.notice(error.imageId);
      const noticed = await load(person, view, context);
      const screen = { ...render(noticed.data, t), picture: missingPicture(t) };
      return show(addressee, screen, anchor);
    });
    return { person, shown, opened: opened?.image ?? null };
  };

  return async ({ on }: { on: Anchor }, work: Work): Promise<void> => {
    const drawn = await living.inTurn(telegramIdOf(work.key), (show) => draw(on, work, show));
    if (!drawn) return;
    const isShown = await heed(drawn.person, drawn.shown);
    if (isShown && drawn.opened) await seen(drawn.opened);
  };
}

/** Guarantee: only the chat's chart writes under the keys that this doer is given. */
const snapshotOf = ({ snapshot }: ActorRecord) =>
  snapshot as unknown as { readonly value: StateValue; readonly context: ChatContext };

/**
 * A screen tried again after the person went on must not take them back to an older message. One
 * for the bottom of the chat still goes there: what the person said last stays above it.
 */
function anchorOf(on: Anchor, { step }: ActorRecord, { attempts, effectId }: Work): Anchor {
  const wishedAt = Number(effectId.split('/').at(-2));
  return on !== 'new' && attempts > 0 && step > wishedAt ? 'living' : on;
}

import { createHash } from 'node:crypto';
import type { Message } from 'grammy/types';
import { type Api, InputMediaBuilder } from 'grammy/web';
import type { Anchor } from '../../machines/chat/types.ts';
import { type Outcome, outcomeOf } from './call-outcome.ts';
import { markupOf } from './keyboard.ts';
import { type NotDone, notDone } from './not-done.ts';
import { pictureKey } from './picture-key.ts';
import type { Picture, Screen } from './screens/screen.ts';
import type { FileSender, Sendable } from './send-file.ts';
import type { Telegram } from './telegram-api.ts';

/** The one message of a chat that is its screen. */
export interface LivingScreen {
  readonly messageId: number;
  /** Milliseconds since 1970; 0: not known. */
  readonly sentAt: number;
  readonly picture: string;
  readonly digest: string;
}

export interface LivingScreens {
  readonly get: (personId: string) => Promise<LivingScreen | null>;
  readonly set: (personId: string, screen: LivingScreen) => Promise<void>;
  readonly clear: (personId: string) => Promise<void>;
}

/** A screen's picture, fit for sendPhoto. */
export interface Drawn {
  readonly bytes: Uint8Array;
  /** False: something was missing; the next time it is drawn anew. */
  readonly isWhole: boolean;
}

export interface LivingMessagePorts {
  readonly telegram: Telegram;
  readonly screens: LivingScreens;
  readonly files: FileSender;
  readonly draw: (picture: Picture) => Promise<Drawn>;
  readonly now: () => number;
  /**
   * Runs `work` while no other instance shows that chat anything: their calls would cross, and what
   * is written down of the screen would not be what is on it. Without it there is one instance.
   */
  readonly alone?: <T>(telegramId: number, work: () => Promise<T>) => Promise<T>;
}

/** `telegramId` is also the private chat's id. */
export interface Addressee {
  readonly personId: string;
  readonly telegramId: number;
}

/** One not shown yet, or not known whether, may be shown again: that does no harm. */
export type Shown = { readonly kind: 'shown'; readonly messageId: number } | NotDone;

/** Shows a screen where the anchor says, and nowhere else. */
export type Show = (person: Addressee, screen: Screen, anchor: Anchor) => Promise<Shown>;

/** Telegram deletes for 48 h; a minute less, since clocks differ. */
const DELETABLE_MS = 48 * 60 * 60 * 1000 - 60_000;

/** A screen with all that is compared and sent. */
interface Prepared {
  readonly file: Sendable;
  readonly caption: string;
  readonly markup: ReturnType<typeof markupOf>;
  readonly digest: string;
}

const digestOf = (...parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

const dateOf = (message: Message | true) => (message === true ? 0 : message.date * 1000);

interface Step {
  readonly api: Api;
  readonly person: Addressee;
  readonly stored: LivingScreen | null;
  readonly screen: Prepared;
}

/** Keeps one message a chat as its screen, and changes it with one call. */
export function createLivingMessage(ports: LivingMessagePorts) {
  const { telegram, screens, files, draw, now, alone = (_, work) => work() } = ports;

  function prepare({ picture, caption, keyboard }: Screen): Prepared {
    const key = pictureKey(picture);
    const markup = markupOf(keyboard);
    return { file: fileOf(key, picture), caption, markup, digest: digestOf(key, caption, markup) };
  }

  function fileOf(key: string, picture: Picture): Sendable {
    let isWhole = true;
    const bytes = async () => {
      const drawn = await draw(picture);
      isWhole = drawn.isWhole;
      return drawn.bytes;
    };
    return { key, name: 'picture.jpg', bytes, isWhole: () => isWhole };
  }

  const send = ({ api, person, screen: { file, caption, markup } }: Step) =>
    files.sendOne(file, (photo) =>
      outcomeOf(
        api.sendPhoto(person.telegramId, photo, {
          caption,
          parse_mode: 'HTML',
          reply_markup: markup,
        }),
      ),
    );

  const editCaption = ({ api, person, screen: { caption, markup } }: Step, messageId: number) =>
    outcomeOf(
      api.editMessageCaption(person.telegramId, messageId, {
        caption,
        parse_mode: 'HTML',
        reply_markup: markup,
      }),
    );

  /** Own messages are answered with the message; `true` is said of inline ones only. */
  const editMedia = ({ api, person, screen }: Step, messageId: number) =>
    files.sendOne(screen.file, async (photo) => {
      const { caption, markup } = screen;
      const media = InputMediaBuilder.photo(photo, { caption, parse_mode: 'HTML' });
      const more = { reply_markup: markup };
      const call = api.editMessageMedia(person.telegramId, messageId, media, more);
      return (await outcomeOf(call)) as Outcome<Message>;
    });

  async function retire({ telegramId }: Addressee, old: LivingScreen) {
    const api = telegram.presses;
    if (now() - old.sentAt < DELETABLE_MS) {
      const { kind } = await outcomeOf(api.deleteMessage(telegramId, old.messageId));
      if (kind !== 'gone' && kind !== 'refused') return;
    }
    await outcomeOf(api.editMessageReplyMarkup(telegramId, old.messageId));
  }

  async function keep(person: Addressee, stored: LivingScreen | null, living: LivingScreen) {
    await screens.set(person.personId, living);
    if (stored && stored.messageId !== living.messageId) await retire(person, stored);
    return { kind: 'shown', messageId: living.messageId } as const;
  }

  const livingAs = ({ screen }: Step, messageId: number, sentAt: number): LivingScreen => ({
    messageId,
    sentAt,
    picture: screen.file.key,
    digest: screen.digest,
  });

  async function showNew(step: Step): Promise<Shown> {
    const sent = await send(step);
    if (sent.kind !== 'ok') return notDone(sent);
    return keep(step.person, step.stored, livingAs(step, sent.value.message_id, now()));
  }

  async function showAt(step: Step, messageId: number): Promise<Shown> {
    const { person, stored, screen } = step;
    const current = stored?.messageId === messageId ? stored : null;
    if (current?.digest === screen.digest) return { kind: 'shown', messageId };
    const edited =
      current?.picture === screen.file.key
        ? await editCaption(step, messageId)
        : await editMedia(step, messageId);
    if (edited.kind === 'gone') return showNew(step);
    if (edited.kind !== 'ok' && edited.kind !== 'unchanged') return notDone(edited);
    const sentAt = current?.sentAt ?? (edited.kind === 'ok' ? dateOf(edited.value) : 0);
    return keep(person, stored, livingAs(step, messageId, sentAt));
  }

  const showBy =
    (api: Api): Show =>
    async (person, screen, anchor) => {
      const stored = await screens.get(person.personId);
      const step = { api, person, stored, screen: prepare(screen) };
      const at = anchor === 'living' ? (stored?.messageId ?? 'new') : anchor;
      return at === 'new' ? showNew(step) : showAt(step, at);
    };

  return {
    /** Waits until the chat may be shown something: a screen that is made then is the newest. */
    inTurn: <T>(telegramId: number, make: (show: Show) => Promise<T>): Promise<T> =>
      telegram.inTurn(telegramId, (api) => alone(telegramId, () => make(showBy(api)))),
    /** Takes the screen away, for a person whose data is erased. */
    async remove(person: Addressee): Promise<void> {
      const stored = await screens.get(person.personId);
      if (!stored) return;
      await retire(person, stored);
      await screens.clear(person.personId);
    },
  };
}

export type LivingMessage = ReturnType<typeof createLivingMessage>;

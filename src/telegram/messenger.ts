import { InputFile } from 'grammy/web';
import { type Failure, type Outcome, outcomeOf } from './call-outcome.ts';
import { type Keyboard, markupOf } from './keyboard.ts';
import { type NotDone, notDone } from './not-done.ts';
import type { Telegram } from './telegram-api.ts';

/** A message other than the screen and the results: text with buttons. */
export interface Note {
  /** Telegram HTML. */
  readonly html: string;
  readonly keyboard: Keyboard;
}

export interface NoteOptions {
  /** Sent without a sound. */
  readonly isSilent?: boolean;
  /** The message it answers; one that is gone does no harm. */
  readonly replyTo?: number | null;
}

/** `later`: not arrived, or not known whether; another try may bring it. */
export type Told = 'done' | NotDone['kind'];

const AS_IT_SHOULD_BE: readonly Failure['kind'][] = ['unchanged', 'gone'];

const told = async (call: Promise<unknown>): Promise<Told> => {
  const outcome: Outcome<unknown> = await outcomeOf(call);
  return outcome.kind === 'ok' || AS_IT_SHOULD_BE.includes(outcome.kind)
    ? 'done'
    : notDone(outcome).kind;
};

/** Sends and takes away plain messages. */
export function createMessenger({ results: api }: Telegram) {
  return {
    send: (chatId: number, note: Note, { isSilent = false, replyTo = null }: NoteOptions = {}) =>
      told(
        api.sendMessage(chatId, note.html, {
          parse_mode: 'HTML',
          disable_notification: isSilent,
          reply_markup: markupOf(note.keyboard),
          ...(replyTo !== null && {
            reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
          }),
        }),
      ),
    sendFile: (chatId: number, name: string, bytes: Uint8Array, note: Note) =>
      told(
        api.sendDocument(chatId, new InputFile(bytes, name), {
          caption: note.html,
          parse_mode: 'HTML',
          reply_markup: markupOf(note.keyboard),
        }),
      ),
    setKeyboard: (chatId: number, messageId: number, keyboard: Keyboard) =>
      told(api.editMessageReplyMarkup(chatId, messageId, { reply_markup: markupOf(keyboard) })),
    remove: (chatId: number, messageId: number) => told(api.deleteMessage(chatId, messageId)),
  };
}

export type Messenger = ReturnType<typeof createMessenger>;

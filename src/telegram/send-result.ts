import type { Message } from 'grammy/types';
import { InputMediaBuilder } from 'grammy/web';
import { type Outcome, outcomeOf } from './call-outcome.ts';
import { type Keyboard, markupOf } from './keyboard.ts';
import { type NotDone, notDone } from './not-done.ts';
import { originalKey, pictureKey, sheetKey } from './picture-key.ts';
import { type FileSender, fileIdOf, type Sendable } from './send-file.ts';
import type { Telegram } from './telegram-api.ts';

export interface ResultPicture {
  readonly imageId: string;
  /** Fit for sendPhoto. */
  readonly bytes: () => Promise<Uint8Array>;
}

export interface Result {
  readonly chatId: number;
  /** The message with the description; null: none. One that is deleted does no harm. */
  readonly replyTo: number | null;
  readonly generationId: string;
  readonly pictures: readonly ResultPicture[];
  /** The numbered sheet of several pictures. */
  readonly sheet: () => Promise<Uint8Array>;
  /** Telegram HTML, at most 1024 characters. */
  readonly caption: string;
  readonly keyboard: Keyboard;
  /** The album arrived at an earlier try; only the message with the buttons is to come. */
  readonly isAlbumSent?: boolean;
}

export type Sent =
  /** `messageIds` and `fileIds` follow the pictures; `buttonsId` bears caption and buttons. */
  | {
      readonly kind: 'delivered';
      readonly messageIds: readonly number[];
      readonly fileIds: readonly (string | null)[];
      readonly buttonsId: number;
    }
  /** The pictures arrived, their buttons did not: send again with `isAlbumSent`. */
  | {
      readonly kind: 'without-buttons';
      readonly messageIds: readonly number[];
      readonly fileIds: readonly (string | null)[];
      readonly because: NotDone;
    }
  | NotDone;

export interface Original {
  readonly chatId: number;
  readonly imageId: string;
  /** With its ending. */
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
}

export interface ResultSenderPorts {
  readonly telegram: Telegram;
  readonly files: FileSender;
}

const replying = (messageId: number | null) =>
  messageId === null
    ? {}
    : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } };

const sendableOf = ({ imageId, bytes }: ResultPicture): Sendable => ({
  key: pictureKey({ kind: 'image', imageId }),
  name: 'picture.jpg',
  bytes,
});

const arrived = (messages: readonly Message[]) => ({
  messageIds: messages.map(({ message_id }) => message_id),
  fileIds: messages.map(fileIdOf),
});

/** Brings pictures to the person: one with its buttons, several as an album above a sheet. */
export function createResultSender({ telegram, files }: ResultSenderPorts) {
  const api = telegram.results;

  const photo = ({ chatId, caption, keyboard }: Result, file: Sendable, replyTo: number | null) =>
    files.sendOne(file, (source) =>
      outcomeOf(
        api.sendPhoto(chatId, source, {
          caption,
          parse_mode: 'HTML',
          reply_markup: markupOf(keyboard),
          ...replying(replyTo),
        }),
      ),
    );

  const album = ({ chatId, pictures, replyTo }: Result): Promise<Outcome<Message[]>> =>
    files.sendAll(pictures.map(sendableOf), {
      send: (sources) => {
        const media = sources.map((source) => InputMediaBuilder.photo(source));
        return outcomeOf<Message[]>(api.sendMediaGroup(chatId, media, replying(replyTo)));
      },
      messagesOf: (messages) => messages,
    });

  async function sendOne(result: Result, picture: ResultPicture): Promise<Sent> {
    const sent = await photo(result, sendableOf(picture), result.replyTo);
    if (sent.kind !== 'ok') return notDone(sent);
    return { kind: 'delivered', ...arrived([sent.value]), buttonsId: sent.value.message_id };
  }

  async function sendSheet(result: Result, pictures: ReturnType<typeof arrived>): Promise<Sent> {
    const { generationId, sheet } = result;
    const file = { key: sheetKey(generationId), name: 'pictures.jpg', bytes: sheet };
    const sent = await photo(result, file, null);
    return sent.kind === 'ok'
      ? { kind: 'delivered', ...pictures, buttonsId: sent.value.message_id }
      : { kind: 'without-buttons', ...pictures, because: notDone(sent) };
  }

  async function sendSeveral(result: Result): Promise<Sent> {
    if (result.isAlbumSent) return sendSheet(result, arrived([]));
    const sent = await album(result);
    return sent.kind === 'ok' ? sendSheet(result, arrived(sent.value)) : notDone(sent);
  }

  return {
    send(result: Result): Promise<Sent> {
      const [first, ...others] = result.pictures;
      if (!first) throw new RangeError('A result has at least one picture');
      return others.length === 0 ? sendOne(result, first) : sendSeveral(result);
    },
    /** The untouched file, as a document. */
    async sendOriginal({ chatId, imageId, name, bytes }: Original): Promise<Sent> {
      const sent = await files.sendOne({ key: originalKey(imageId), name, bytes }, (source) =>
        outcomeOf(api.sendDocument(chatId, source, { disable_content_type_detection: true })),
      );
      if (sent.kind !== 'ok') return notDone(sent);
      return { kind: 'delivered', ...arrived([sent.value]), buttonsId: sent.value.message_id };
    },
  };
}

export type ResultSender = ReturnType<typeof createResultSender>;

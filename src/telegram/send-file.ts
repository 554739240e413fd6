import type { Message } from 'grammy/types';
import { InputFile } from 'grammy/web';
import type { Outcome } from './call-outcome.ts';

/** What Telegram has already. `key` names the bot and the content. */
export interface FileIds {
  readonly get: (key: string) => Promise<string | null>;
  readonly set: (key: string, fileId: string) => Promise<void>;
}

export interface Sendable {
  /** Names the content: the same key, the same bytes. */
  readonly key: string;
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** Asked once it is sent; false: something was missing in it, so it is not to be sent again. */
  readonly isWhole?: () => boolean;
}

/** The last of a photo's sizes is the largest. */
export const fileIdOf = ({ photo, document }: Message): string | null =>
  photo?.at(-1)?.file_id ?? document?.file_id ?? null;

export interface FileSenderPorts {
  readonly files: FileIds;
  /** A file_id is of use to one bot only. */
  readonly botId: number;
}

/** Its bytes are read when the call's turn has come: a line of a thousand uploads holds none. */
class LateFile extends InputFile {
  readonly #bytes: () => Promise<Uint8Array>;

  constructor(bytes: () => Promise<Uint8Array>, name: string) {
    super(new Uint8Array(), name);
    this.#bytes = bytes;
  }

  override toRaw(): Promise<Uint8Array> {
    return this.#bytes();
  }
}

/** How files are sent, given a file_id or an upload for each, and where they are then found. */
interface Sending<T> {
  readonly send: (sources: readonly (string | InputFile)[]) => Promise<Outcome<T>>;
  readonly messagesOf: (value: T) => readonly Message[];
}

/** Uploads a file once; afterwards Telegram is told its file_id. */
export function createFileSender({ files, botId }: FileSenderPorts) {
  const keyOf = ({ key }: Sendable) => `${botId}:${key}`;

  async function remember(file: Sendable, message: Message | undefined) {
    const fileId = message && fileIdOf(message);
    if (fileId && (file.isWhole?.() ?? true)) await files.set(keyOf(file), fileId);
  }

  const upload = (file: Sendable, unread: unknown[]) =>
    new LateFile(
      () =>
        file.bytes().catch((error: unknown) => {
          unread.push(error);
          throw error;
        }),
      file.name,
    );

  /** Uploads what has no id, and all anew should one be unknown to Telegram. */
  async function sendKnown<T>(
    sendables: readonly Sendable[],
    ids: readonly (string | null)[],
    { send, messagesOf }: Sending<T>,
  ): Promise<Outcome<T>> {
    const unread: unknown[] = [];
    const first = await send(sendables.map((file, at) => ids[at] ?? upload(file, unread)));
    const again = first.kind === 'bad-file' && ids.some((id) => id !== null);
    const outcome = again ? await send(sendables.map((file) => upload(file, unread))) : first;
    if (outcome.kind !== 'ok') {
      // The call failed for want of bytes, which is no fault of Telegram's.
      if (unread.length > 0) throw unread[0];
      return outcome;
    }
    const messages = messagesOf(outcome.value);
    await Promise.all(
      sendables.map((file, at) => (again || !ids[at] ? remember(file, messages[at]) : null)),
    );
    return outcome;
  }

  const idOf = (file: Sendable) => files.get(keyOf(file));

  /** First uploads under way; whoever sends the same file meanwhile waits for its file_id. */
  const uploads = new Map<string, Promise<unknown>>();

  function asUpload<T>(key: string, sending: Promise<T>): Promise<T> {
    const forget = () => uploads.delete(key);
    uploads.set(key, sending.then(forget, forget));
    return sending;
  }

  async function sendOne(
    file: Sendable,
    send: (source: string | InputFile) => Promise<Outcome<Message>>,
  ): Promise<Outcome<Message>> {
    const id = await idOf(file);
    const upload = uploads.get(keyOf(file));
    if (id === null && upload) {
      await upload;
      return sendOne(file, send);
    }
    const sending = sendKnown([file], [id], {
      send: ([source = '']) => send(source),
      messagesOf: (message) => [message],
    });
    return id === null ? asUpload(keyOf(file), sending) : sending;
  }

  return {
    /** Several in one call. */
    async sendAll<T>(sendables: readonly Sendable[], sending: Sending<T>): Promise<Outcome<T>> {
      return sendKnown(sendables, await Promise.all(sendables.map(idOf)), sending);
    },
    sendOne,
  };
}

export type FileSender = ReturnType<typeof createFileSender>;

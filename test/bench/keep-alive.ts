import { connect, type Socket } from 'node:net';

/** One kept-open connection that posts, and waits for each answer: as Telegram's are used. */
export interface KeepAlive {
  /** Resolves with the status. One at a time. */
  post(body: string): Promise<number>;
  close(): void;
}

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
}

const HEAD_END = '\r\n\r\n';

const lengthOf = (head: string) => Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);

/** The status of a whole answer; null while some of it is still to come. */
function statusOf(received: Buffer): number | null {
  const end = received.indexOf(HEAD_END);
  if (end === -1) return null;
  const head = received.toString('latin1', 0, end);
  const isWhole = received.length >= end + HEAD_END.length + lengthOf(head);
  return isWhole ? Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)) : null;
}

/**
 * Speaks just enough HTTP/1.1 for a webhook. `fetch` costs the caller as much as a server spends
 * on an answer, and would be what is measured.
 */
export async function openKeepAlive({ port, path, secret }: Target): Promise<KeepAlive> {
  const socket = await opened(connect({ port, host: '127.0.0.1', noDelay: true }));
  let received: Buffer = Buffer.alloc(0);
  let waiting: PromiseWithResolvers<number> | undefined;

  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const status = statusOf(received);
    if (status === null) return;
    received = Buffer.alloc(0);
    waiting?.resolve(status);
  });
  socket.on('close', () => waiting?.reject(new Error('The server closed the connection')));

  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `x-telegram-bot-api-secret-token: ${secret}`,
  ].join('\r\n');

  return {
    post: (body) => {
      waiting = Promise.withResolvers();
      const length = Buffer.byteLength(body);
      socket.write(`${head}\r\ncontent-length: ${length}${HEAD_END}${body}`);
      return waiting.promise;
    },
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

const opened = (socket: Socket) =>
  new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });

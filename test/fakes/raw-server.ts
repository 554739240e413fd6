import { createServer, type Socket } from 'node:net';

export type RawServer = {
  url: string;
  /** How many whole requests came, over all connections. */
  requests: () => number;
  close: () => Promise<void>;
};

const KEEP_ALIVE =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: keep-alive\r\n';

/** A whole HTTP answer that leaves the connection open. */
export const keepAliveAnswer = (body: string) =>
  `${KEEP_ALIVE}content-length: ${body.length}\r\n\r\n${body}`;

/** A whole body has come: one of a known length, or the last chunk. */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const body = request.slice(end + 4);
  if (/transfer-encoding: chunked/i.test(request)) return body.endsWith('0\r\n\r\n');
  return body.length >= Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
}

/**
 * Speaks to the socket itself, so that a test can break a connection after the request was read.
 * `answer` gets the number of the request, counted from 1.
 */
export async function serveRaw(
  answer: (socket: Socket, request: number) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let read = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      read += chunk.toString('latin1');
      if (!isWhole(read)) return;
      read = '';
      requests += 1;
      answer(socket, requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A URL that nobody listens at. */
export async function refusedUrl(): Promise<string> {
  const server = await serveRaw(() => undefined);
  await server.close();
  return server.url;
}

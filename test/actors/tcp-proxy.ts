import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Holds back what the server answers, as a dead network does; the request still arrives. */
  hush(isSilent: boolean): void;
  /** Brings what the server answers so many milliseconds later. */
  slow(byMs: number): void;
  /** Cuts every connection and refuses new ones until it is `false` again. */
  cut(isDown: boolean): void;
  close(): Promise<void>;
}

/** Stands between a client and a real server, and breaks the network between them. */
export async function createTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  let isDown = false;
  let delayMs = 0;
  /** Nothing may overtake what was said before. */
  let lastAt = 0;

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const bring = (client: Socket, chunk: string | Uint8Array) => {
    if (isSilent) return;
    lastAt = Math.max(lastAt, Date.now() + delayMs);
    const waitMs = lastAt - Date.now();
    if (waitMs <= 0) client.write(chunk);
    else setTimeout(() => client.destroyed || client.write(chunk), waitMs);
  };
  const server = createServer((client) => {
    if (isDown) return void client.destroy();
    const upstream = connect(target);
    track(client);
    track(upstream);
    client.on('data', (chunk) => upstream.write(chunk)).once('close', () => upstream.end());
    upstream.on('data', (chunk) => bring(client, chunk));
    upstream.once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    port: address.port,
    hush: (silent) => {
      isSilent = silent;
    },
    slow: (byMs) => {
      delayMs = byMs;
    },
    cut: (down) => {
      isDown = down;
      if (down) endAll();
    },
    close: () => {
      endAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

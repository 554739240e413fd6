import { connect, createServer, type Socket } from 'node:net';

/** What becomes of connections. */
export type Ill =
  | 'none'
  /** They are closed at once. */
  | 'refusing'
  /** What the server answers is held back, for as long as this lasts. */
  | 'slow'
  /** Answers break off in their middle. */
  | 'truncating'
  /** Somebody before the server answers 503. */
  | 'failing';

export interface BreakingProxy {
  readonly port: number;
  ail(ill: Ill): void;
  close(): void;
}

/** Enough of an answer to be believed, too little to be whole. */
const HALF_BYTES = 100;
const UNAVAILABLE =
  'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** Stands before a server of this machine and ails as it is told; the bytes of others are signed. */
export async function createBreakingProxy(target: number): Promise<BreakingProxy> {
  const sockets = new Set<Socket>();
  let ill: Ill = 'none';
  let healed = Promise.withResolvers<void>();

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const answer = async (near: Socket, bytes: string | Buffer) => {
    if (ill === 'slow') await healed.promise;
    if (ill !== 'truncating') return void near.write(bytes);
    near.write(bytes.slice(0, HALF_BYTES));
    near.destroy();
  };
  const server = createServer((near) => {
    track(near);
    if (ill === 'refusing') return void near.destroy();
    if (ill === 'failing') return void near.once('data', () => near.end(UNAVAILABLE));
    const far = connect(target, '127.0.0.1');
    track(far);
    near.on('data', (bytes) => far.write(bytes)).once('close', () => far.destroy());
    let answers = Promise.resolve();
    far.on('data', (bytes) => {
      answers = answers.then(() => answer(near, bytes));
    });
    far.once('close', () => void answers.then(() => near.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    port: address.port,
    ail: (next) => {
      ill = next;
      if (next === 'slow') healed = Promise.withResolvers();
      else healed.resolve();
      if (next !== 'none' && next !== 'slow') for (const socket of sockets) socket.destroy();
    },
    close: () => {
      healed.resolve();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

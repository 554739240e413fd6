import { connect, createServer, type Socket } from 'node:net';

/** An address that can be turned to another server, as a virtual address or a balancer is. */
export interface TcpSwitch {
  readonly port: number;
  /** New connections reach the server at this port of this machine; those there are stay. */
  turnTo(port: number): void;
  /** Swallows every byte of the connections there are, while true; nobody is told. */
  swallow(isSilent: boolean): void;
  /** Swallows for ever what comes over the connections there are, but not over new ones. */
  vanish(): void;
  close(): void;
}

export async function createTcpSwitch(target: number): Promise<TcpSwitch> {
  const pairs = new Set<{ sockets: readonly Socket[]; isDead: boolean }>();
  let to = target;
  let isSilent = false;

  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const pair = { sockets: [near, far], isDead: false };
    pairs.add(pair);
    const pass = (from: Socket, other: Socket) =>
      from
        .on('data', (bytes) => void (isSilent || pair.isDead || other.write(bytes)))
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(pair);
          if (!pair.isDead) other.destroy();
        });
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    port: address.port,
    turnTo: (port) => {
      to = port;
    },
    swallow: (silent) => {
      isSilent = silent;
    },
    vanish: () => {
      for (const pair of pairs) pair.isDead = true;
    },
    close: () => {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What becomes of one request on its way to a real server, and of the answer on its way back. */
export type Breakage =
  /** The connection is cut before the server hears of it. */
  | 'cut'
  /** Nobody ever answers. */
  | 'hang'
  /** The server does it, and the answer is lost. */
  | 'lose'
  /** Half of the answer's body, then the connection is cut. */
  | 'truncate'
  /** Half of the answer's body, then nothing more. */
  | 'stall'
  /** The whole answer, with one bit of its body turned. */
  | 'damage'
  /** An answer of the proxy's own. */
  | { readonly status: number; readonly body?: string };

export interface BreakingProxy {
  readonly url: string;
  /** The requests that came so far: method, a space, path. */
  readonly requests: string[];
  /** Asked about each request; undefined lets it pass. */
  breaks: (request: string) => Breakage | undefined;
  close(): Promise<void>;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(message));

/** Breaks so many requests that match, one after the other, and lets all others pass. */
export function breaking(pattern: RegExp, ...breakages: readonly Breakage[]) {
  const left = [...breakages];
  return (asked: string) => (pattern.test(asked) ? left.shift() : undefined);
}

/** Stands before a real HTTP server and hands everything on as it is, but for what `breaks` says. */
export async function openBreakingProxy(target: string): Promise<BreakingProxy> {
  const { hostname, port } = new URL(target);

  const forward = (asked: IncomingMessage, body: Buffer) =>
    new Promise<{ answer: IncomingMessage; content: Buffer }>((resolve, reject) => {
      const { method, url: path, headers } = asked;
      const sent = request({ hostname, port, method, path, headers }, async (answer) => {
        bodyOf(answer).then((content) => resolve({ answer, content }), reject);
      });
      sent.once('error', reject);
      sent.end(body);
    });

  const take = async (asked: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const name = `${asked.method} ${asked.url}`;
    proxy.requests.push(name);
    const breakage = proxy.breaks(name);
    const cut = () => asked.socket.destroy();
    if (breakage === 'cut') return cut();
    const body = await bodyOf(asked);
    if (breakage === 'hang') return undefined;
    if (typeof breakage === 'object')
      return response.writeHead(breakage.status).end(breakage.body ?? '');
    const { answer, content } = await forward(asked, body);
    if (breakage === 'lose') return cut();
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (breakage === undefined) return response.end(content);
    if (breakage === 'damage') {
      content.writeUInt8(content.readUInt8(0) ^ 1, 0);
      return response.end(content);
    }
    return response.write(content.subarray(0, content.length / 2), () => {
      if (breakage === 'truncate') cut();
    });
  };

  const server = createServer((asked, response) => {
    take(asked, response).catch(() => asked.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const proxy: BreakingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    requests: [],
    breaks: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

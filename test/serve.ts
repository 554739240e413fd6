import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Anything that answers a Request: a Hono app, or a hand-written handler. */
export type Served = { fetch: (request: Request) => Response | Promise<Response> };

export type Server = { url: string; port: number; close: () => Promise<void> };

const hasBody = (method: string | undefined) => method !== 'GET' && method !== 'HEAD';

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function readHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
  }
  return headers;
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const url = `http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`;
  const method = incoming.method ?? 'GET';
  const head = { method, headers: readHeaders(incoming), signal };
  return new Request(url, hasBody(method) ? { ...head, body: await readBody(incoming) } : head);
}

function writeHead(response: Response, outgoing: ServerResponse) {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
}

async function writeBody(response: Response, outgoing: ServerResponse) {
  if (!response.body) return void outgoing.end();
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  outgoing.once('close', () => void reader.cancel().catch(() => undefined));
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!outgoing.write(part.value)) await drained(outgoing);
  }
  outgoing.end();
}

const drained = (outgoing: ServerResponse) =>
  new Promise<void>((resolve) => {
    outgoing.once('drain', resolve);
    outgoing.once('close', resolve);
  });

async function answer(app: Served, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    const response = await app.fetch(await toRequest(incoming, gone.signal));
    writeHead(response, outgoing);
    await writeBody(response, outgoing);
  } catch (error) {
    if (outgoing.headersSent) return void outgoing.destroy();
    outgoing.statusCode = 500;
    outgoing.end(String(error));
  }
}

/**
 * Listens on a free loopback port (or the one given) with nothing but `node:http`, so that a test
 * talks real HTTP on every runtime. `close` also cuts open streams and keep-alive connections.
 */
export async function serve(app: Served, port = 0): Promise<Server> {
  const server = createServer((incoming, outgoing) => void answer(app, incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

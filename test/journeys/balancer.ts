import { serve } from '../serve.ts';

/** Which of these addresses the next request goes to. */
export type Choose = (addresses: readonly string[]) => string | undefined;

export const atRandom: Choose = (addresses) =>
  addresses[Math.floor(Math.random() * addresses.length)];

/** What belongs to one connection, and not to the request. */
const OF_THE_CONNECTION = ['connection', 'host', 'content-length', 'transfer-encoding'];

async function forward(address: string, request: Request, body: ArrayBuffer | null) {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of OF_THE_CONNECTION) headers.delete(name);
  const answer = await fetch(`${address}${pathname}${search}`, {
    method: request.method,
    headers,
    ...(body && { body }),
    redirect: 'manual',
  });
  const retryAfter = answer.headers.get('retry-after');
  return new Response(await answer.arrayBuffer(), {
    status: answer.status,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  });
}

/**
 * One address in front of several instances. It knows nothing of their health: an instance that
 * does not answer is a 502, and whoever asked has to ask again.
 */
export async function openBalancer(
  choose: Choose = atRandom,
  /** True: the next request goes to another instance too, and is answered by the first to answer. */
  isTwice: () => boolean = () => false,
) {
  const addresses = new Set<string>();
  const statuses: number[] = [];

  const answer = async (request: Request): Promise<Response> => {
    const body = request.method === 'POST' ? await request.arrayBuffer() : null;
    const address = choose([...addresses]);
    const others = [...addresses].filter((each) => each !== address);
    const chosen = [address, isTwice() ? choose(others) : undefined].flatMap((each) => each ?? []);
    const answers = chosen.map((each) => forward(each, request, body));
    return Promise.any(answers).catch(() => new Response(null, { status: 502 }));
  };

  const server = await serve({
    fetch: async (request) => {
      const response = await answer(request);
      statuses.push(response.status);
      return response;
    },
  });
  return {
    url: server.url,
    add: (address: string) => void addresses.add(address),
    remove: (address: string) => void addresses.delete(address),
    /** How each request was answered, oldest first. */
    statuses,
    close: server.close,
  };
}

export type Balancer = Awaited<ReturnType<typeof openBalancer>>;

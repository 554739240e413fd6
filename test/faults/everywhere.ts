import { serve } from '../serve.ts';

const OF_THE_CONNECTION = ['connection', 'host', 'content-length', 'transfer-encoding'];

/** One address that gives every request to all instances at once, and answers as the worst did. */
export async function openEverywhere() {
  const addresses = new Set<string>();
  const server = await serve({
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = request.method === 'POST' ? await request.arrayBuffer() : null;
      const headers = new Headers(request.headers);
      for (const name of OF_THE_CONNECTION) headers.delete(name);
      const given = { method: request.method, headers, ...(body && { body }) };
      const ask = async (address: string) => {
        const answer = await fetch(`${address}${pathname}${search}`, given);
        await answer.arrayBuffer();
        return answer.status;
      };
      const statuses = await Promise.all([...addresses].map((one) => ask(one).catch(() => 502)));
      return new Response(null, { status: Math.max(...statuses, 0) || 502 });
    },
  });
  return {
    url: server.url,
    add: (address: string) => void addresses.add(address),
    remove: (address: string) => void addresses.delete(address),
    close: server.close,
  };
}

/** A web server of this runtime: Bun's or Deno's own. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type Handler = (request: Request) => Response | Promise<Response>;

interface Runtimes {
  readonly Bun?: {
    serve(options: object): { readonly port: number; stop(force: boolean): Promise<void> };
  };
  readonly Deno?: {
    serve(
      options: object,
      handler: Handler,
    ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> };
  };
}

/** Guarantee: each is looked up before it is used. */
const { Bun, Deno } = globalThis as Runtimes;

/** Port 0 takes a free one. Event streams stay open: no idle time-out. */
export async function listen(fetch: Handler, hostname: string, port: number): Promise<Listening> {
  if (Bun) {
    const server = Bun.serve({ fetch, hostname, port, idleTimeout: 0 });
    return { port: server.port, close: () => server.stop(true) };
  }
  if (!Deno) throw new Error('AISHA runs on Bun or on Deno');
  const abort = new AbortController();
  const quiet = { hostname, port, onListen: () => {}, signal: abort.signal };
  const server = Deno.serve(quiet, fetch);
  return { port: server.addr.port, close: async () => abort.abort() };
}

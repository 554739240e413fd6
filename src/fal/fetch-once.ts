export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Node's and Deno's `fetch` want it beside a stream; the library's types do not list it. */
type StreamInit = RequestInit & { duplex: 'half' };

const asStream = (text: string): StreamInit => ({
  body: new Blob([text]).stream(),
  duplex: 'half',
});

/**
 * Posts without a repetition by the runtime. Deno's `fetch` sends a request again when a reused
 * connection dies before the answer, even a POST that the server has read (tried with 2.9.6;
 * denoland/deno#32566); a streamed body cannot be replayed. Bun 1.4.5 repeats no POST.
 */
export const fetchOnce =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    fetch(url, typeof init?.body === 'string' ? { ...init, ...asStream(init.body) } : init);

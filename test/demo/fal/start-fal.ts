import { createFal, type FalOptions } from '../../../src/demo/fal/create-fal.ts';

export const KEY = 'demo-id:demo-secret';
export const FLUX = 'fal-ai/flux/schnell';
export const IMAGEN = 'fal-ai/imagen4/preview';
export const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** A quick stand-in and short words for calling it. */
export function startFal(options: Partial<FalOptions> = {}) {
  const fal = createFal({
    keys: [KEY],
    now: () => NOW_MS,
    stages: { queueMs: 0, renderMs: 0 },
    ...options,
  });

  const call = (url: string, init: RequestInit = {}, key: string | null = KEY) => {
    const path = url.replace(/^https:\//, '');
    const authorization = key === null ? {} : { authorization: `Key ${key}` };
    return Promise.resolve(
      fal.app.request(path, { ...init, headers: { ...authorization, ...init.headers } }),
    );
  };

  const post = (
    endpoint: string,
    input: unknown,
    query = '',
    headers: Record<string, string> = {},
  ) =>
    call(`https://queue.fal.run/${endpoint}${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });

  const submit = async (
    endpoint: string,
    input: unknown,
    query = '',
    headers: Record<string, string> = {},
  ) => {
    const response = await post(endpoint, input, query, headers);
    if (response.status !== 200)
      throw new Error(`Submit answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Submitted;
  };

  const reach = (requestId: string, state: string) =>
    fal.waitFor(() => fal.requests.some((it) => it.requestId === requestId && it.state === state));

  const finish = async (endpoint: string, input: unknown) => {
    const submitted = await submit(endpoint, input);
    await reach(submitted.request_id, 'COMPLETED');
    return submitted;
  };

  return { fal, call, post, submit, reach, finish };
}

export interface Submitted {
  request_id: string;
  status: string;
  response_url: string;
  status_url: string;
  cancel_url: string;
  queue_position: number;
}

export interface Pictures {
  images: { url: string; width: number; height: number; content_type: string }[];
  has_nsfw_concepts?: boolean[];
  seed?: number;
  prompt?: string;
}

/** A body whose shape the test knows. */
export const jsonOf = async <T>(response: Response): Promise<T> => (await response.json()) as T;

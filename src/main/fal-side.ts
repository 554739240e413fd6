import type { StartConfig } from '../config.ts';
import { createWeightsFetcher } from '../fal/fetch-weights.ts';
import { createFalFiles } from '../fal/files.ts';
import { createFalQueue, type QueueTimeouts } from '../fal/queue.ts';
import { createRewrite } from '../fal/rewrite.ts';
import { createWebhookVerifier } from '../fal/webhook.ts';
import { deriveWebhookKey, verifyWebhookPath, webhookUrl } from '../fal/webhook-url.ts';
import { createImageFetcher } from '../images/fetch-image.ts';
import { createMediaAddress } from '../images/media-address.ts';

export type FalTimeouts = QueueTimeouts & { readonly fetchMs: number };

/** Milliseconds. Each is shorter than an effect's lease. */
const TIMEOUTS: FalTimeouts = {
  submitMs: 15_000,
  statusMs: 10_000,
  resultMs: 15_000,
  cancelMs: 10_000,
  fetchMs: 15_000,
};

/** Everything that speaks to FAL. */
export async function createFalSide(
  config: StartConfig,
  now: () => number,
  timeouts: FalTimeouts = TIMEOUTS,
) {
  const { FAL_BASE_URL, FAL_ACCOUNT_ID, PUBLIC_URL } = config;
  const base = FAL_BASE_URL === undefined ? {} : { baseUrl: FAL_BASE_URL };
  const { rewrite } = createRewrite(FAL_BASE_URL);
  const key = await deriveWebhookKey(config.TELEGRAM_BOT_TOKEN);
  return {
    queue: createFalQueue({ key: config.FAL_KEY, ...base, timeouts }),
    files: createFalFiles({ key: config.FAL_KEY, ...base }),
    fetchImage: createImageFetcher({
      hosts: config.FAL_MEDIA_HOSTS,
      ...base,
      rewrite,
      timeoutMs: timeouts.fetchMs,
    }),
    fetchWeights: createWeightsFetcher({
      isAllowed: createMediaAddress({ hosts: config.FAL_MEDIA_HOSTS, ...base }),
      rewrite,
    }),
    verifier: createWebhookVerifier({
      now,
      ...base,
      ...(FAL_ACCOUNT_ID !== undefined && { accountId: FAL_ACCOUNT_ID }),
    }),
    /** Null: FAL cannot reach us, it is polled. */
    webhookUrl: async (orderId: string, attempt: number) =>
      PUBLIC_URL === undefined
        ? null
        : webhookUrl({ publicUrl: PUBLIC_URL, orderId, attempt, key }),
    readPath: (path: string) => verifyWebhookPath(path, key),
  };
}

export type FalSide = Awaited<ReturnType<typeof createFalSide>>;

import { readCapped } from '../../images/read-capped.ts';
import type { Media } from './media.ts';

/** Fetches an address as FAL's runners do; null stands for a file that cannot be had. */
export type Download = (url: string) => Promise<Uint8Array | null>;

const MOST_BYTES = 512 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const OWN_FILE = /^https?:\/\/(?:[^/]+\/)?v3\.fal\.media\/files\/(?<path>.+)$/;

async function fetchForeign(url: string): Promise<Uint8Array | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.ok) return readCapped(response, MOST_BYTES);
  await response.body?.cancel();
  return null;
}

/** Own files come from the storage, whatever the host in front; the rest over HTTP. */
export function createDownload(media: Media): Download {
  return async (url) => {
    const own = OWN_FILE.exec(url)?.groups?.['path'];
    if (own !== undefined) return media.get(decodeURIComponent(own))?.bytes ?? null;
    return /^(?:https?|data):/.test(url) ? fetchForeign(url).catch(() => null) : null;
  };
}

import { withSharp } from '../../images/sharp.ts';
import { FAILURES, type InputPath } from './answers.ts';
import type { Size } from './sizes.ts';
import { JobEnd, type Studio } from './studio.ts';

/** A picture that was fetched, as it stands upright. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly size: Size;
}

/** The upright size of a picture. Throws for bytes that are none. */
async function sizeOf(bytes: Uint8Array): Promise<Size> {
  const { autoOrient } = await withSharp((sharp) => sharp(bytes).metadata());
  return { width: autoOrient.width, height: autoOrient.height };
}

/** A picture from an address; what cannot be had or is no picture ends the job. */
export async function fetchPicture(studio: Studio, url: string, at: InputPath): Promise<Fetched> {
  const bytes = await studio.fetch(url, at);
  const size = await sizeOf(bytes).catch(() => null);
  if (!size) throw new JobEnd(FAILURES.noImage(at));
  return { bytes, size };
}

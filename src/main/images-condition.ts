import type { Condition } from '../http/health.ts';
import { createLookedLately } from '../http/looked-lately.ts';
import type { ImageStore } from '../images/image-store.ts';
import { S3Error } from '../images/s3-error.ts';

/** Trouble is looked at anew so soon, that its end is known; a crowd costs no more than that. */
const TROUBLE_MS = 2000;

export interface ImagesConditionNeeds {
  readonly images: Pick<ImageStore, 'check'>;
  readonly now: () => number;
}

/**
 * Whether pictures can be read and written, and else which trouble it is and of which bucket. It is
 * told to everybody, so it names no place; the log did when the process started.
 */
export function createImagesCondition({ images, now }: ImagesConditionNeeds) {
  const look = async (): Promise<Condition> => {
    try {
      await images.check();
      return { state: 'ok' };
    } catch (error) {
      return { state: 'down', detail: troubleOf(error) };
    }
  };
  return createLookedLately({ look, now, troubleMs: TROUBLE_MS }).condition;
}

function troubleOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  const trouble = typeof code === 'string' ? code : 'out of reach';
  return error instanceof S3Error && error.role ? `${error.role}: ${trouble}` : trouble;
}

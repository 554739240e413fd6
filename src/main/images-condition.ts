import type { Condition } from '../http/health.ts';
import type { ImageStore } from '../images/image-store.ts';

/** Where the pictures are, and whether they can be read and written; says which trouble it is. */
export const createImagesCondition =
  (images: Pick<ImageStore, 'check' | 'describe'>) => async (): Promise<Condition> => {
    try {
      await images.check();
      return { state: 'ok', detail: images.describe() };
    } catch (error) {
      const { code = 'out of reach' } = Object(error) as { code?: string };
      return { state: 'down', detail: `${images.describe()}: ${code}` };
    }
  };

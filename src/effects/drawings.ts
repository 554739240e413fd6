import { createFewAtOnce } from '../images/few-at-once.ts';

/** Cards being drawn; more would but wait for Telegram, with all they hold in memory. */
const AT_ONCE = 32;

interface Drawing {
  /** Another stage came while this one was drawn. */
  again: boolean;
  done: Promise<void>;
}

/** Draws each card once at a time; what is asked for meanwhile is drawn next. */
export function createDrawings(
  draw: (id: string) => Promise<void>,
  onError: (error: unknown) => void,
) {
  const drawings = new Map<string, Drawing>();
  const inTurn = createFewAtOnce(AT_ONCE);

  const drawOn = async (id: string, drawing: Drawing) => {
    do {
      drawing.again = false;
      await inTurn(() => draw(id)).catch(onError);
    } while (drawing.again);
    drawings.delete(id);
  };

  return {
    begin: (id: string): void => {
      const under = drawings.get(id);
      if (under) {
        under.again = true;
        return;
      }
      const drawing: Drawing = { again: false, done: Promise.resolve() };
      drawings.set(id, drawing);
      drawing.done = drawOn(id, drawing);
    },
    /** Resolves after what is being drawn; nothing follows it. */
    end: async (id: string): Promise<void> => {
      const drawing = drawings.get(id);
      if (drawing) drawing.again = false;
      await drawing?.done;
    },
    idle: async (): Promise<void> => {
      await Promise.all([...drawings.values()].map(({ done }) => done));
    },
  };
}

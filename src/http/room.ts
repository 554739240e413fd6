import type { MiddlewareHandler } from 'hono';
import { againSoon } from './again-soon.ts';

export interface RoomNeeds {
  /** How many requests may be under way at a time. */
  readonly places: number;
  /** A request was sent away for want of a place; not told once the room is closed. */
  readonly onFull: () => void;
}

/** Where requests are while they are under way. */
export interface Room {
  /** Answers 503 with Retry-After, unread, while there is no place. */
  readonly admit: MiddlewareHandler;
  /** Lets nobody in any more; resolves when the last has left. */
  close(): Promise<void>;
}

/** A bound to what a rush can hold in memory, and a door that a process shuts before it ends. */
export function createRoom({ places, onFull }: RoomNeeds): Room {
  const empty = Promise.withResolvers<void>();
  let underWay = 0;
  let isClosed = false;

  const leave = () => {
    underWay -= 1;
    if (isClosed && underWay === 0) empty.resolve();
  };

  return {
    admit: async (context, next) => {
      if (isClosed || underWay >= places) {
        if (!isClosed) onFull();
        return context.text('Service Unavailable', 503, againSoon);
      }
      underWay += 1;
      return next().finally(leave);
    },
    close: () => {
      isClosed = true;
      if (underWay === 0) empty.resolve();
      return empty.promise;
    },
  };
}

/** A header for what cannot be taken now: in a second there may be room, or a store that answers. */
export const againSoon = { 'Retry-After': '1' };

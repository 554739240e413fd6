/**
 * The version of each chart: grows with every change of its states, events, wishes or context.
 * Records are kept under it; a test fails when a chart changes and its number does not.
 */
export const versions = { chat: 3, generation: 2, avatar: 1 } as const;

/** Back from a screen over the gallery to the spot below it. */
export const toSpot = [
  { guard: { type: 'isAt', params: 'grid' }, target: '#grid', actions: 'hear' },
  { guard: { type: 'isAt', params: 'details' }, target: '#details', actions: 'hear' },
  { target: '#card', actions: 'hear' },
] as const;

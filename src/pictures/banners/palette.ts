/** One family of colours for every banner: cream, peach, coral, sage and plum. */
export const C = {
  cream: '#fff6e6',
  paper: '#fffaf1',
  peach: '#ffd9b8',
  coral: '#f08a6c',
  rose: '#e66f7d',
  gold: '#f8bf52',
  goldDeep: '#d9932f',
  sage: '#8fb89a',
  teal: '#4f9a94',
  sky: '#a9d3dc',
  lilac: '#b7a3d0',
  plum: '#3b2a4a',
  plumSoft: '#6a5478',
  wood: '#a86f4b',
  woodDeep: '#7d4e35',
} as const;

/** The sky and the hills of a scene; the sky stays light, since the words are plum. */
export interface Light {
  sky: readonly [string, string, string];
  hills: readonly [string, string, string];
}

export const LIGHTS = {
  morning: { sky: ['#ffe3c4', '#fff1d9', '#fff8ec'], hills: ['#f6c9a4', '#e6a98b', '#c98278'] },
  meadow: { sky: ['#cfe7e6', '#eef5e4', '#fff6e2'], hills: ['#c5dcb8', '#98c0a0', '#6da391'] },
  lilac: { sky: ['#e3d8f0', '#f6e8ec', '#fff3e6'], hills: ['#d9c3dc', '#b99fc6', '#8f7aa6'] },
  rain: { sky: ['#cddbe6', '#e6ebee', '#f9f1e8'], hills: ['#c3cfd6', '#9db2be', '#7690a1'] },
} satisfies Record<string, Light>;

/** The light of a painting; every colour of it comes from here. */
export interface Mood {
  sky: readonly [string, string, string];
  sun: string;
  glow: string;
  cloud: string;
  /** From the farthest layer to the nearest. */
  land: readonly [string, string, string, string];
  water: readonly [string, string];
  ink: string;
  accent: string;
  stars: boolean;
  snow: boolean;
}

const base = { stars: false, snow: false };

export const MOODS = {
  day: {
    ...base,
    sky: ['#4f9fd8', '#9fd3ec', '#fdf1d6'],
    sun: '#fff3c4',
    glow: '#fff3c4',
    cloud: '#ffffff',
    land: ['#8dbfb3', '#6fae8d', '#4f9470', '#35755c'],
    water: ['#58b4cf', '#25769f'],
    ink: '#2b4a56',
    accent: '#f2795a',
  },
  sunset: {
    ...base,
    sky: ['#4a3f78', '#d5627d', '#ffc67d'],
    sun: '#fff0c2',
    glow: '#ffd48a',
    cloud: '#f7a48f',
    land: ['#a9627f', '#7d4a73', '#563762', '#38264a'],
    water: ['#e88f7e', '#5d4478'],
    ink: '#2a1c3d',
    accent: '#ffb35c',
  },
  dawn: {
    ...base,
    sky: ['#7fa6d6', '#f4c3c4', '#ffe9c9'],
    sun: '#fffdf0',
    glow: '#fff0cf',
    cloud: '#fff4ec',
    land: ['#b9aecb', '#94a3b8', '#6d8b94', '#486b74'],
    water: ['#b5c6dc', '#5f8aa6'],
    ink: '#32465a',
    accent: '#e8788a',
  },
  night: {
    ...base,
    sky: ['#0d1436', '#22336b', '#4f6aa3'],
    sun: '#fdf6dc',
    glow: '#cfdcff',
    cloud: '#5a74ab',
    land: ['#31497f', '#233864', '#18294c', '#0f1b36'],
    water: ['#3b5c94', '#14254d'],
    ink: '#0b1228',
    accent: '#ffd27a',
    stars: true,
  },
  winter: {
    ...base,
    sky: ['#7fb0d9', '#bcdcf0', '#fbeff0'],
    sun: '#fffaf0',
    glow: '#fff1dd',
    cloud: '#ffffff',
    land: ['#c3d8ea', '#d8e7f3', '#e9f3fa', '#fafdff'],
    water: ['#a4cbe2', '#6098bf'],
    ink: '#3d5a75',
    accent: '#d9545f',
    snow: true,
  },
  autumn: {
    ...base,
    sky: ['#6fa3bd', '#cfdcc9', '#fde9bd'],
    sun: '#fff6d6',
    glow: '#ffe7ad',
    cloud: '#fffaf0',
    land: ['#d9b26a', '#cf8f48', '#b3652f', '#7d4423'],
    water: ['#7fb3bd', '#3f7c8e'],
    ink: '#4d2f1f',
    accent: '#d94f30',
  },
} satisfies Record<string, Mood>;

export type MoodName = keyof typeof MOODS;

import { chatSetup, screen } from './setup.ts';

/** Words to read, each with a way back. */
export const help = chatSetup.createStateConfig({
  initial: 'overview',
  states: {
    overview: { id: 'help', entry: [...screen({ at: 'help' })] },
    privacy: { id: 'privacy', entry: [...screen({ at: 'privacy' })] },
    support: { id: 'support', entry: [...screen({ at: 'support' })] },
  },
});

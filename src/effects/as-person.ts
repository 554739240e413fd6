import type { Work } from '../actors/doers.ts';
import type { Reach } from './reach.ts';

/** Makes a command of what the chat's person may do by their id; without a person it does nothing. */
export const createAsPerson =
  ({ byChat }: Pick<Reach, 'byChat'>) =>
  <P>(run: (personId: string, params: P) => Promise<unknown>) =>
  async (params: P, { key }: Work): Promise<void> => {
    const person = await byChat(key);
    if (person) await run(person.id, params);
  };

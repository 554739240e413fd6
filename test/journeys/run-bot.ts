import { type Running, runCommand } from '../main/run-command.ts';

export type { Running };

/**
 * `main.ts start`, or another command, as a process of the same runtime, with these variables and no
 * other of the bot's.
 */
export const runBot = (env: Readonly<Record<string, string>>, command = 'start'): Running =>
  runCommand([command], env);

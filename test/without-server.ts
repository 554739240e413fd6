import { it } from 'node:test';

/** Stands for tests whose server is not there: they are skipped, or fail in CI. */
export function registerRefusal(name: string, reason: string) {
  if (process.env['CI'] !== 'true') return void it(name, { skip: reason });
  it(name, () => {
    throw new Error(reason);
  });
}

import { DbError } from './errors.ts';

/** Rejects with `query_deadline` and calls `onDeadline` where no answer comes in time. */
export function withDeadline<T>(
  answer: Promise<T>,
  timeoutMs: number,
  onDeadline: () => void = () => undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DbError('query_deadline', `the database did not answer in ${timeoutMs} ms`));
      onDeadline();
    }, timeoutMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

import { fromPromise } from 'xstate';

/** Names a command and types its params. The shell carries it out; the chart only wishes. */
export const command =
  <Params>() =>
  (_: unknown, _params: Params): void => {};

/** Types a job. The shell runs it; the chart waits for `onDone` or `onError`. */
export const job = <Input, Output>() =>
  fromPromise<Output, Input & object>(() => {
    throw new Error('A job runs in the shell, never in a chart');
  });

/** How a job's failure crosses into a chart: never as an Error object. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

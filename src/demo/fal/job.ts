/** What a finished job answers; `body` may hold bigints, since FAL's seeds can exceed 2^53. */
export interface Outcome {
  status: number;
  body: unknown;
  error?: string;
  errorType?: string;
}

export type JobState = 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';

/** One submit as it came in; tests read it from the log. */
export interface FalRequest {
  /** Null when the submit was refused. */
  requestId: string | null;
  endpoint: string;
  input: Record<string, unknown>;
  headers: Record<string, string>;
  webhookUrl: string | null;
  state: JobState | 'REFUSED';
}

/** An accepted submit and its life in the queue. */
export interface Job extends FalRequest {
  requestId: string;
  gatewayRequestId: string;
  state: JobState;
  outcome: Outcome | null;
  logs: { timestamp: string; level: 'INFO' | 'ERROR'; message: string }[];
  /** Where files of the result are said to lie. */
  mediaBase: string;
  fileFault: FileFault;
  trainingFault: TrainingFault;
}

/** What is wrong with a job's result, if anything. */
export type FileFault = 'none' | 'broken' | 'empty';

/**
 * How a training goes wrong: it fails half way, is rendered for ever, completes without weights,
 * with a link that leads nowhere, or with a web page in place of the weights.
 */
export const TRAINING_FAULTS = [
  'none',
  'fails',
  'never',
  'no-weights',
  'broken-link',
  'wrong-bytes',
] as const;
export type TrainingFault = (typeof TRAINING_FAULTS)[number];

/** The owner and the alias, which is all that FAL keeps in the URLs it returns. */
export const appOf = (endpoint: string) => endpoint.split('/').slice(0, 2).join('/');

import type { Outcome } from './job.ts';

/** FAL's own words for what goes wrong, in one place. */
export const ANSWERS = {
  noKey: {
    status: 401,
    body: { detail: 'Authentication is required to access this application.' },
  },
  wrongKey: { status: 401, body: { detail: 'No user found for Key ID and Secret' } },
  locked: {
    status: 403,
    body: {
      detail:
        'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    },
  },
  notJson: {
    status: 422,
    body: { detail: [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }] },
  },
  noRequest: { status: 404, body: { detail: 'Request not found' } },
  stillGoing: { status: 400, body: { detail: 'Request is still in progress' } },
  queueFull: { status: 429, body: { detail: 'Queue length exceeded', error_type: 'queue_full' } },
  notFound: { status: 404, body: { detail: 'Not Found' } },
} as const;

export const noApplication = (endpoint: string) => ({
  status: 404,
  body: { detail: `Application "${endpoint.split('/')[1] ?? endpoint}" not found` },
});

const failure = (status: number, errorType: string, detail: string): Outcome => ({
  status,
  body: { detail, error_type: errorType },
  error: detail,
  errorType,
});

/** Where in the input the trouble lies. */
export type InputPath = readonly (string | number)[];

const modelFailure = (
  status: number,
  type: string,
  msg: string,
  at: InputPath,
  ctx?: Record<string, unknown>,
): Outcome => ({
  status,
  body: { detail: [{ loc: ['body', ...at], msg, type, ...(ctx ? { ctx } : {}) }] },
  error: msg,
  errorType: type,
});

/** Ends of a job that are not a result. */
export const FAILURES = {
  refused: modelFailure(
    422,
    'content_policy_violation',
    'The content could not be processed because it contained material flagged by a content checker.',
    ['prompt'],
  ),
  broken: modelFailure(500, 'internal_server_error', 'Internal server error', ['request']),
  cancelled: failure(499, 'client_cancelled', 'Request was cancelled'),
  startTimeout: failure(504, 'request_timeout', 'Request timed out'),
  unreachable: (at: InputPath) =>
    modelFailure(
      422,
      'file_download_error',
      'Failed to download the file. Please check if the URL is accessible and try again.',
      at,
    ),
  noImage: (at: InputPath) =>
    modelFailure(
      422,
      'image_load_error',
      'Failed to load the image. Please ensure the image file is not corrupted and is in a supported format.',
      at,
    ),
  tooLarge: (at: InputPath, mostPx: number) =>
    modelFailure(422, 'image_too_large', 'The image is too large.', at, {
      max_height: mostPx,
      max_width: mostPx,
    }),
  // FAL's own word for weights that cannot be loaded is not documented.
  noWeights: (at: InputPath) =>
    modelFailure(422, 'lora_load_error', 'Failed to load the LoRA weights.', at),
  noArchive: (at: InputPath) =>
    modelFailure(422, 'invalid_archive', 'The archive is invalid or corrupted.', at, {
      supported_extensions: ['.zip'],
    }),
  fewImages: (at: InputPath, least: number, found: number) =>
    modelFailure(
      422,
      'archive_file_count_below_minimum',
      `The archive contains fewer files than the minimum of ${least}.`,
      at,
      { minimum_count: least, provided_count: found },
    ),
};

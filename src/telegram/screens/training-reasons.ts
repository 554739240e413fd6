/** Codes of why a training did not succeed, and their words; an operator's trouble is one to people. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['refused-by-filter', 'training-reason-photos'],
  ['bad-input', 'training-reason-photos'],
  ['photo-missing', 'training-reason-photos'],
  ['too-few-photos', 'training-reason-photos'],
  ['provider-busy', 'training-reason-busy'],
  ['wait', 'training-reason-busy'],
  ['billing', 'training-reason-outage'],
  ['key', 'training-reason-outage'],
  ['model-gone', 'training-reason-outage'],
  ['internal', 'training-reason-outage'],
  ['timeout', 'training-reason-timeout'],
  ['timed_out', 'training-reason-timeout'],
  ['make', 'training-reason-timeout'],
  ['no-answer', 'training-reason-timeout'],
]);

/** The message that tells it; a code that nobody knows is told in general words. */
export const reasonOfTraining = (code: string | null): string =>
  reasons.get(code ?? '') ?? 'training-reason-fault';

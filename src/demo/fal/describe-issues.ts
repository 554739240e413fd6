import type * as v from 'valibot';

const TYPES: Record<string, string> = {
  picklist: 'literal_error',
  min_value: 'greater_than_equal',
  max_value: 'less_than_equal',
  min_length: 'string_too_short',
  max_length: 'string_too_long',
};

function issueType(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return TYPES[issue.type] ?? `${issue.type}_type`;
  return issue.expected === 'never' ? 'extra_forbidden' : 'missing';
}

/** An input that does not fit, as FAL words it: 422's `detail`. */
export function describeIssues(issues: readonly v.BaseIssue<unknown>[]) {
  return issues.map((issue) => ({
    loc: ['body', ...(issue.path ?? []).map(({ key }) => key)],
    msg: issue.message,
    type: issueType(issue),
  }));
}

const MARK = '\u0001';

/** JSON in which a bigint is a bare number, as FAL's large seeds are. */
export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? `${MARK}${field}${MARK}` : field,
  );
  return text.replaceAll(/"\\u0001(-?\d+)\\u0001"/g, '$1');
}

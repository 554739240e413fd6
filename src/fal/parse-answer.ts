type WithSource = { source?: string };

/** Reviver with the third argument of ES2026, which the compiler's library does not know yet. */
type Reviver = (key: string, value: unknown, context?: WithSource) => unknown;

const keepSeed: Reviver = (key, value, context) =>
  key === 'seed' && typeof value === 'number' ? (context?.source ?? String(value)) : value;

/**
 * Parses an answer of FAL; every `seed` comes out as the very digits that were sent, since seeds
 * can exceed 2^53. Text that is no JSON comes back as it is.
 */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text, keepSeed);
  } catch {
    return text;
  }
}

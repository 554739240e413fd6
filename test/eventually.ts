/**
 * Asks again until there is an answer, and returns it. An answer is anything but `undefined`.
 * Throws after `timeoutMs`, with the last error if the question failed.
 */
export async function eventually<T>(
  question: () => T | undefined | Promise<T | undefined>,
  { timeoutMs = 5000, everyMs = 5 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  do {
    try {
      const answer = await question();
      if (answer !== undefined) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  } while (Date.now() < deadline);
  throw new Error(`nothing came within ${timeoutMs} ms`, { cause: failure });
}

/** Waits so long at most for the endings; what has not ended by then is left. */
export async function within(ms: number, endings: readonly Promise<void>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(endings), late]);
  clearTimeout(timer);
}

/** A stream that begins when it is first read; the pieces are let go at its end or by a cancel. */
export function streamOf(open: () => AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  let pieces: AsyncGenerator<Uint8Array, void> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        pieces ??= open();
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await pieces?.return();
      },
    },
    { highWaterMark: 0 },
  );
}

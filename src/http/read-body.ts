export interface BodyLimits {
  readonly maxBytes: number;
  /** Milliseconds for all of it, however it trickles in. */
  readonly withinMs: number;
}

/** The body of a request, or why no more of it is read. */
export async function readBody(
  { headers, body }: Request,
  { maxBytes, withinMs }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | 'too-large' | 'too-slow'> {
  if (Number(headers.get('Content-Length') ?? 0) > maxBytes) return 'too-large';
  if (!body) return new Uint8Array();
  const reader = body.getReader();
  const late = Promise.withResolvers<'too-slow'>();
  const timer = setTimeout(() => late.resolve('too-slow'), withinMs);
  try {
    return await Promise.race([readAll(reader, maxBytes), late.promise]);
  } finally {
    clearTimeout(timer);
    // Whoever left in the middle cannot be told to.
    reader.cancel().catch(() => undefined);
  }
}

/** What is read of a stream, whichever runtime's. */
interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

async function readAll(reader: Reader, maxBytes: number) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    size += value.byteLength;
    if (size > maxBytes) return 'too-large';
    parts.push(value);
  }
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** The HTTP status of a body that is not read to its end. */
export const bodyStatusOf = { 'too-large': 413, 'too-slow': 408 } as const;

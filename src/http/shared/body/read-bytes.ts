import { Invalid, TooLarge } from "../../../core/errors.ts";

/**
 * The chunks of a body, counted.
 *
 * @param limit bytes
 * @throws {TooLarge} as soon as there are more; what is left stays unread
 * @throws {Invalid} the client went away or broke the transfer
 */
export async function* readChunks(
  request: Request,
  limit: number,
): AsyncGenerator<Uint8Array> {
  refuseAnnounced(request, limit);
  const stream: ReadableStream<Uint8Array> | null = request.body;
  if (stream === null) return;
  const reader = stream.getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenTransfer);
      if (done) return;
      total += value.byteLength;
      if (total > limit) throw new TooLarge();
      yield value;
    }
  } finally {
    // Ends the transfer if it was left early; at its end it does nothing.
    reader.cancel().catch(() => undefined);
  }
}

/**
 * A body as text; bytes that are no UTF-8 become U+FFFD.
 *
 * @param limit bytes
 * @throws {TooLarge} @throws {Invalid}
 */
export async function readText(
  request: Request,
  limit: number,
): Promise<string> {
  const announced = refuseAnnounced(request, limit);
  if (announced !== undefined) {
    const text = await request.text().catch(brokenTransfer);
    // The server frames a body by the length that it announces; a request made in process may say anything.
    if (text.length > limit) throw new TooLarge();
    return text;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The announced length, if there is one. @throws {TooLarge} it is over the limit */
function refuseAnnounced(request: Request, limit: number): number | undefined {
  const header = request.headers.get("content-length");
  if (header === null) return undefined;
  const length = Number(header);
  if (length > limit) throw new TooLarge();
  return length;
}

function brokenTransfer(cause: unknown): never {
  throw new Invalid("The request body could not be read.", {}, { cause });
}

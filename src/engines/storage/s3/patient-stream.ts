import { NoAnswer } from "./s3-failure.ts";

/**
 * Passes a body on, but ends when its reader has waited in vain. Nothing is read ahead.
 *
 * @param patience milliseconds that a piece may take from when somebody wants it
 * @param toFailure makes what the reader is told of what went wrong
 */
export function patientStream(
  body: ReadableStream<Uint8Array> | null,
  patience: number,
  toFailure: (error: unknown) => Error,
): ReadableStream<Uint8Array> {
  const reader = body?.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (reader === undefined) return controller.close();
        let isLate = false;
        const timer = setTimeout(() => {
          isLate = true;
          // Closes the connection and ends the read that is waiting.
          void reader.cancel();
        }, patience);
        try {
          const { done, value } = await reader.read();
          if (isLate) throw new NoAnswer();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(toFailure(error));
        } finally {
          clearTimeout(timer);
        }
      },
      async cancel(reason) {
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

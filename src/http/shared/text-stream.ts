const encoder = new TextEncoder();

/**
 * A body of texts, each made when the client has taken the one before.
 *
 * @param onError told of what went wrong
 */
export function textStream(
  pieces: AsyncGenerator<string>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          let next = await pieces.next();
          // An empty piece would be nothing to send.
          while (next.done !== true && next.value === "") {
            next = await pieces.next();
          }
          if (next.done === true) controller.close();
          else controller.enqueue(encoder.encode(next.value));
        } catch (error) {
          onError(error);
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

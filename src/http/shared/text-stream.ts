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
  // Who cancels does not wait for the piece that is being made: nobody wants it then.
  let isWanted = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          let next = await pieces.next();
          // An empty piece would be nothing to send.
          while (next.done !== true && next.value === "") {
            next = await pieces.next();
          }
          if (!isWanted) return;
          if (next.done === true) controller.close();
          else controller.enqueue(encoder.encode(next.value));
        } catch (error) {
          if (!isWanted) return;
          onError(error);
          controller.error(error);
        }
      },
      async cancel() {
        isWanted = false;
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

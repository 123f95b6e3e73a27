/** A server-sent event. */
export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** An open stream of server-sent events. */
export interface EventReader {
  readonly response: Response;
  /** The id that the first event gave. */
  readonly clientId: string;
  /** The next event, when it comes; undefined when the stream has ended. */
  next(): Promise<ReadEvent | undefined>;
  /** Goes away. */
  close(): void;
}

/**
 * Connects to realtime, and reads its first event.
 * @throws {Error} with the answer, if it is no stream
 */
export async function openEvents(
  url: string,
  init: RequestInit = {},
): Promise<EventReader> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/realtime`, {
    ...init,
    signal: leaving.signal,
  });
  if (response.body === null || response.status !== 200) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const events = readEvents(response.body);
  const next = async () => (await events.next()).value ?? undefined;
  const first = await next();
  if (first?.event !== "PB_CONNECT") {
    throw new Error(`the first event is ${JSON.stringify(first)}`);
  }
  const { clientId } = JSON.parse(first.data) as { clientId: string };
  return { response, clientId, next, close: () => leaving.abort() };
}

async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ReadEvent, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (
      let end = text.indexOf("\n\n");
      end !== -1;
      end = text.indexOf("\n\n")
    ) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const valueOf = (name: string) =>
        lines
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1);
      yield {
        id: valueOf("id") ?? "",
        event: valueOf("event") ?? "",
        data: valueOf("data") ?? "",
      };
    }
  }
}

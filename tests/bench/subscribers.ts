/** Many clients of realtime. */
export interface Subscribers {
  readonly url: string;
  readonly count: number;
  readonly topic: string;
  /** How many events each is to hear. */
  readonly events: number;
}

/** Milliseconds from each event's sending, which stands in its record's title, to each client's hearing of it. */
export type Delays = readonly number[];

/** Milliseconds since 1970 with a fraction, the same in all processes of a machine. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}

/** Runs subscribers in a process of their own. `ready` resolves when all have subscribed. */
export function startSubscribers(subscribers: Subscribers) {
  const child = Bun.spawn([process.execPath, import.meta.path], {
    stdin: new Blob([JSON.stringify(subscribers)]),
    stdout: "pipe",
    stderr: "inherit",
  });
  const lines = readLines(child.stdout);
  const next = async () => (await lines.next()).value ?? "null";
  return {
    ready: next(),
    delays: async () => JSON.parse(await next()) as Delays,
    stop: async () => {
      child.kill();
      await child.exited;
    },
  };
}

async function* readLines(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream) {
    text += decoder.decode(bytes, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
}

async function run({ url, count, topic, events }: Subscribers): Promise<void> {
  const { hostname, port } = new URL(url);
  const delays: number[] = [];
  const done = Promise.withResolvers<void>();

  const connect = async (): Promise<string> => {
    const connected = Promise.withResolvers<string>();
    let rest = "";
    await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        open(socket) {
          socket.write("GET /api/realtime HTTP/1.1\r\nHost: localhost\r\n\r\n");
        },
        data(_, bytes) {
          const text = rest + bytes.toString("latin1");
          const id = /"clientId":"(\w+)"/.exec(text)?.[1];
          if (id !== undefined) connected.resolve(id);
          const now = clock();
          for (const [, sent] of text.matchAll(/"title":"([\d.]+)"/g)) {
            delays.push(now - Number(sent));
          }
          rest = text.slice(text.lastIndexOf("\n") + 1);
          if (delays.length >= count * events) done.resolve();
        },
      },
    });
    return connected.promise;
  };
  const subscribe = async (clientId: string) => {
    const { status } = await fetch(`${url}/api/realtime`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clientId, subscriptions: [topic] }),
    });
    if (status !== 204) throw new Error(`subscribing: ${status}`);
  };
  const batch = 100;
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) });
    await Promise.all(some.map(async () => subscribe(await connect())));
  }
  console.log("ready");
  await done.promise;
  console.log(JSON.stringify(delays));
}

if (import.meta.main) await run((await Bun.stdin.json()) as Subscribers);

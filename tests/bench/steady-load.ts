/** Requests of several kinds that are sent at a steady pace, each kind in turn, until it is told to stop. */
export interface SteadyLoad {
  readonly url: string;
  readonly token: string;
  readonly kinds: readonly SteadyKind[];
}

export interface SteadyKind {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
}

/** How long the answers of one kind took, in milliseconds. */
export interface SteadyResult {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

export interface RunningLoad {
  stop(): Promise<readonly SteadyResult[]>;
}

/** Milliseconds between two requests. */
const pace = 4;

/** Sends the load from a process of its own. */
export function startSteadyLoad(load: SteadyLoad): RunningLoad {
  const child = Bun.spawn(
    [process.execPath, import.meta.path, JSON.stringify(load)],
    { stdin: "pipe", stdout: "pipe", stderr: "inherit" },
  );
  return {
    async stop() {
      await child.stdin.end();
      const results: unknown = await new Response(child.stdout).json();
      return results as readonly SteadyResult[];
    },
  };
}

async function send(load: SteadyLoad): Promise<readonly SteadyResult[]> {
  const { kinds } = load;
  const times = kinds.map((): number[] => []);
  const running: Promise<void>[] = [];
  const over = new AbortController();
  const stopped = Bun.stdin.text().then(() => over.abort());
  for (let due = performance.now(); !over.signal.aborted; due += pace) {
    // Counted from when it is due: a request that has to wait for its turn waits all the same.
    await Bun.sleep(Math.max(0, due - performance.now()));
    const which = running.length % kinds.length;
    const kind = kinds[which];
    if (kind === undefined) break;
    running.push(
      ask(load, kind).then(() => {
        times[which]?.push(performance.now() - due);
      }),
    );
  }
  await stopped;
  await Promise.all(running);
  return kinds.map(({ name }, which) => summarize(name, times[which] ?? []));
}

async function ask(
  { url, token }: SteadyLoad,
  { method, path, body }: SteadyKind,
): Promise<void> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: token, "content-type": "application/json" },
    ...(body !== undefined && { body }),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
}

function summarize(name: string, times: readonly number[]): SteadyResult {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
    Number.NaN;
  return {
    name,
    count: times.length,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
  };
}

if (import.meta.main) {
  const load = JSON.parse(process.argv[2] ?? "") as SteadyLoad;
  process.stdout.write(JSON.stringify(await send(load)));
}

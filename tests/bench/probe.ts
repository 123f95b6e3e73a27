/** Requests that are sent at a steady pace, whatever else goes on. */
export interface Probe {
  readonly url: string;
  readonly paths: readonly string[];
  readonly seconds: number;
}

/** How long the answers to one path took, in milliseconds. */
export interface ProbeResult {
  readonly path: string;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Milliseconds between two requests. */
const pace = 4;

/** Measures from a process of its own. */
export async function runProbe(probe: Probe): Promise<ProbeResult[]> {
  const child = Bun.spawn([process.execPath, import.meta.path], {
    stdin: new Blob([JSON.stringify(probe)]),
    stdout: "pipe",
    stderr: "inherit",
  });
  return (await new Response(child.stdout).json()) as ProbeResult[];
}

async function measure({ url, paths, seconds }: Probe): Promise<ProbeResult[]> {
  const times = paths.map((): number[] => []);
  const running: Promise<void>[] = [];
  const start = performance.now();
  for (let due = start; due < start + seconds * 1000; due += pace) {
    // Counted from when it is due: a request that has to wait for its turn waits all the same.
    await Bun.sleep(Math.max(0, due - performance.now()));
    const which = running.length % paths.length;
    running.push(
      fetch(url + (paths[which] ?? "")).then(async (response) => {
        await response.arrayBuffer();
        if (!response.ok)
          throw new Error(`${paths[which]}: ${response.status}`);
        times[which]?.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  return paths.map((path, which) => {
    const sorted = (times[which] ?? []).toSorted((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
      Number.NaN;
    return { path, p50: at(0.5), p99: at(0.99), worst: at(1) };
  });
}

if (import.meta.main) {
  const probe = (await Bun.stdin.json()) as Probe;
  process.stdout.write(JSON.stringify(await measure(probe)));
}

import autocannon from "autocannon";
import type { LoadRequest } from "./scenarios.ts";

/** A load for one server. */
export interface Load {
  readonly url: string;
  readonly token: string;
  readonly requests: readonly LoadRequest[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second, all connections together; as many as there can be when absent. */
  readonly rate?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p99: number;
  /** Answers other than 2xx, and none at all. */
  readonly failures: number;
}

/** Sends the load from a process of its own, so that it shares no thread with what it measures. */
export async function sendLoad(load: Load): Promise<LoadResult> {
  const child = Bun.spawn([process.execPath, import.meta.path], {
    stdin: new Blob([JSON.stringify(load)]),
    stdout: "pipe",
    stderr: "inherit",
  });
  return (await new Response(child.stdout).json()) as LoadResult;
}

async function send(load: Load): Promise<LoadResult> {
  const result = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    ...(load.rate !== undefined && { overallRate: load.rate }),
    requests: load.requests.map(({ method, path, body, asTraveller }) => ({
      method,
      path,
      ...(body !== undefined && { body }),
      headers: {
        ...load.headers,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(asTraveller && { authorization: load.token }),
      },
    })),
  });
  return {
    requests: result.requests.total,
    perSecond: result.requests.total / result.duration,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors,
  };
}

if (import.meta.main) {
  const load = (await Bun.stdin.json()) as Load;
  process.stdout.write(JSON.stringify(await send(load)));
}

import { join } from "node:path";
import { openApp } from "../../src/core/open-app.ts";
import { serverRequest } from "../../src/core/request.ts";
import { startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { sendLoad } from "./load.ts";
import type { Effort } from "./measure.ts";
import { runProbe } from "./probe.ts";
import { processFigures } from "./process-figures.ts";
import { printTable } from "./report.ts";

/** Requests per second that one client may send. */
const limit = 200;

/** What it sends, in proportion. */
const excess = 10;

const flooded = "/api/collections/notes/records?perPage=200";
const address = "X-Real-IP";

/** How long others' requests take while one client sends ten times what its rate limit lets through. */
export async function measureFlood({ rounds, seconds }: Effort): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await fill(dir);
  const server = await startHutch(dir);
  const { url } = server;
  const probe = () =>
    runProbe({ url, paths: ["/api/health"], seconds: seconds * 2 });
  const flood = async (times: number) => {
    const before = await processFigures(server.pid);
    const running = sendLoad({
      url,
      token: "",
      requests: [{ method: "GET", path: flooded, asTraveller: false }],
      connections: 16,
      seconds: seconds * 2 + 2,
      rate: limit * times,
      headers: { [address]: "10.0.0.1" },
    });
    // It is well under way by then.
    await Bun.sleep(1000);
    const [figures] = await probe();
    const { requests, failures } = await running;
    const after = await processFigures(server.pid);
    const cpu = ((after?.cpu ?? 0) - (before?.cpu ?? 0)) / (seconds * 2 + 2);
    return { figures, requests, refused: failures, cpu };
  };
  try {
    for (let round = 0; round < rounds; round++) {
      const [quiet] = await probe();
      const silent = { figures: quiet, requests: 0, refused: 0, cpu: 0 };
      const rows = [
        { title: "is silent", ...silent },
        { title: `asks ${limit} times a second`, ...(await flood(1)) },
        {
          title: `asks ${limit * excess} times a second`,
          ...(await flood(excess)),
        },
      ];
      printTable(
        [
          "ms for /api/health while another client",
          "p50",
          "p99",
          "worst",
          "its requests",
          "refused",
          "cores that the server takes",
        ],
        rows.map(({ title, figures, requests, refused, cpu }) => [
          title,
          figures?.p50.toFixed(1),
          figures?.p99.toFixed(1),
          figures?.worst.toFixed(1),
          String(requests),
          String(refused),
          cpu.toFixed(2),
        ]),
      );
    }
  } finally {
    await server.stop();
  }
}

async function fill(dir: string): Promise<void> {
  const app = await openApp({ dir, serve: false });
  try {
    await app.collections.create({
      name: "notes",
      type: "base",
      listRule: "",
      fields: [{ type: "text", name: "text" }],
    });
    const notes = app.collections.find("notes");
    if (notes === undefined) throw new Error("there are no notes");
    for (let note = 0; note < 500; note++) {
      const body = { text: `note ${note} `.repeat(20) };
      await app.records.create(notes, undefined, { ...serverRequest, body });
    }
    await app.settings.update({
      trustedProxy: { headers: [address] },
      rateLimits: {
        enabled: true,
        rules: [{ label: "*:list", maxRequests: limit, duration: 1 }],
      },
    });
  } finally {
    await app.close();
  }
}

if (import.meta.main) {
  await measureFlood({ rounds: 1, seconds: 3, connections: 16 });
}

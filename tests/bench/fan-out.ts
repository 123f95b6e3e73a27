import { join } from "node:path";
import PocketBase from "pocketbase";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { processFigures } from "./process-figures.ts";
import { printTable } from "./report.ts";
import { clock, startSubscribers } from "./subscribers.ts";

const account = { email: "root@example.com", password: "a-good-password" };

/**
 * How long one write takes to reach all subscribers of its collection, and what memory each of them costs.
 *
 * @param counts how many subscribers
 * @param events how many writes, one after the other
 */
export async function measureFanOut(
  counts: readonly number[] = [1_000, 10_000],
  events = 20,
): Promise<void> {
  const rows: string[][] = [];
  for (const count of counts) rows.push(await measureOne(count, events));
  printTable(
    ["one write to all subscribers", "p50 ms", "p99 ms", "kB a client"],
    rows,
  );
}

async function measureOne(count: number, events: number): Promise<string[]> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = account;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const server = await startHutch(dir);
  try {
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(email, password);
    await client.collections.create({
      name: "posts",
      type: "base",
      fields: [
        { name: "title", type: "text" },
        { name: "text", type: "text" },
      ],
      listRule: "",
    });
    const posts = client.collection("posts");
    const text = "x".repeat(300);
    const { id } = await posts.create({ title: "", text });
    const before = await processFigures(server.pid);
    const subscribers = startSubscribers({
      url: server.url,
      count,
      topic: "posts/*",
      events,
    });
    await subscribers.ready;
    const after = await processFigures(server.pid);
    const delays = subscribers.delays();
    for (let event = 0; event < events; event++) {
      await posts.update(id, { title: String(clock()) });
      // Each has its time to arrive before the next.
      await Bun.sleep(count / 20);
    }
    const sorted = [...(await delays)].sort((a, b) => a - b);
    await subscribers.stop();
    const at = (share: number) =>
      (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
    const memory = ((after?.memory ?? 0) - (before?.memory ?? 0)) * 1024;
    return [
      count.toLocaleString("en"),
      at(0.5),
      at(0.99),
      (memory / count).toFixed(1),
    ];
  } finally {
    await server.stop();
  }
}

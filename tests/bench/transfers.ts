import { join } from "node:path";
import PocketBase from "pocketbase";
import { openApp } from "../../src/core/open-app.ts";
import { serverRequest } from "../../src/core/request.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { processFigures } from "./process-figures.ts";
import { printTable } from "./report.ts";
import { startSteadyLoad } from "./steady-load.ts";
import {
  cities,
  citiesCollection,
  countries,
  countriesCollection,
  superuser,
} from "./world.ts";

/**
 * How long a CSV file of all cities takes to be tried out, to be imported all or nothing, to be imported in turns, and to
 * be exported, and what those notice of it who read and write meanwhile.
 */
export async function measureTransfers(): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuser;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  await defineWorld(dir);
  const file = join(folder.path, "cities.csv");
  await Bun.write(file, writeCsv());
  const server = await startHutch(dir);
  try {
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(email, password);
    const path = "/api/collections/cities/records";
    const importCities = async (query: Readonly<Record<string, string>>) => {
      const form = new FormData();
      form.set("file", new File([await Bun.file(file).bytes()], "cities.csv"));
      const options = { method: "POST", body: form, query };
      await client.send(`${path}/import`, options);
    };
    const truncate = () => client.collections.truncate("cities");
    const exportCities = async () => {
      const answer = await fetch(`${server.url}${path}/export?format=csv`, {
        headers: { Authorization: client.authStore.token },
      });
      await answer.bytes();
    };
    const measured = [
      ["dry run", () => importCities({ dryRun: "true" })],
      ["all or nothing", () => importCities({})],
      ["emptied", truncate],
      ["in turns", () => importCities({ atomic: "false" })],
      ["export", exportCities],
    ] as const;
    const rows: string[][] = [];
    for (const [name, work] of measured) {
      rows.push([name, ...(await measure(work, server, client))]);
    }
    const { size } = Bun.file(file);
    printTable(
      [
        `${cities.length} cities, ${(size / 1e6).toFixed(0)} MB of CSV`,
        "seconds",
        "memory afterwards, MB",
        "reads meanwhile: p99 ms",
        "longest",
        "writes meanwhile: p99 ms",
        "longest",
      ],
      rows,
    );
  } finally {
    await server.stop();
  }
}

async function measure(
  work: () => Promise<unknown>,
  { url, pid }: { readonly url: string; readonly pid: number },
  client: PocketBase,
): Promise<string[]> {
  const path = "/api/collections/notes/records";
  const body = JSON.stringify({ text: "a note" });
  // Not in turns: reads would wait in the client behind writes that wait for the server.
  const loads = [
    { name: "read", method: "GET", path },
    { name: "write", method: "POST", path, body },
  ] as const;
  const { token } = client.authStore;
  const running = loads.map((kind) =>
    startSteadyLoad({ url, token, kinds: [kind] }),
  );
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const memory = (await processFigures(pid))?.memory;
  const results = await Promise.all(running.map((load) => load.stop()));
  return [
    seconds.toFixed(1),
    memory?.toFixed(0) ?? "",
    ...results
      .flat()
      .flatMap(({ p99, worst }) => [p99.toFixed(0), worst.toFixed(0)]),
  ];
}

async function defineWorld(dir: string): Promise<void> {
  const app = await openApp({ dir, serve: false });
  try {
    await app.collections.create({
      name: "notes",
      type: "base",
      fields: [{ name: "text", type: "text" }],
    });
    const { id } = await app.collections.create(countriesCollection);
    await app.collections.create(citiesCollection(id));
    const collection = app.collections.find("countries")!;
    await app.records.transaction(async (records) => {
      for (const body of countries) {
        const request = { ...serverRequest, body };
        await records.create(collection, undefined, request);
      }
    });
  } finally {
    await app.close();
  }
}

function writeCsv(): string {
  const names = Object.keys(cities[0] ?? {});
  const lines = cities.map((city) =>
    names.map((name) => quote(city[name])).join(","),
  );
  return [names.join(","), ...lines, ""].join("\r\n");
}

function quote(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

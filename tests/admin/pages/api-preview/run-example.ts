import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventSource } from "eventsource";

/**
 * Runs an example in JavaScript as it would be pasted: as a module of its own, with the official SDK.
 *
 * @returns what it has logged
 */
export async function runJs(code: string): Promise<readonly unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), "hutch-example-"));
  const logged: unknown[][] = [];
  const { log } = console;
  const before = globalThis.EventSource;
  try {
    const file = join(folder, "example.mjs");
    const sdk = import.meta.resolve("pocketbase");
    await Bun.write(file, code.replace("'pocketbase'", `'${sdk}'`));
    console.log = (...values: unknown[]) => logged.push(values);
    // As the example says for Node.
    Object.assign(globalThis, { EventSource });
    await import(file);
    return logged;
  } finally {
    console.log = log;
    Object.assign(globalThis, { EventSource: before });
    await rm(folder, { recursive: true, force: true });
  }
}

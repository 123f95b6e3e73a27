import { ReaderProcess } from "./reading/reader-process.ts";

/**
 * Reads all pages of a database file that nobody uses, in another process: it takes seconds per gigabyte.
 *
 * @returns what is wrong with it, in SQLite's words; undefined if nothing is
 * @see https://sqlite.org/pragma.html#pragma_quick_check
 */
export async function findDamage(file: string): Promise<string | undefined> {
  const reader = new ReaderProcess(file);
  try {
    const reply = await reader.read({
      kind: "read",
      method: "get",
      text: "pragma quick_check(1)",
      bindings: [],
    });
    if (reply.kind === "failed") return reply.message;
    const row = Array.isArray(reply.result) ? reply.result[0] : reply.result;
    const verdict = String(row?.["quick_check"]);
    return verdict === "ok" ? undefined : verdict;
  } finally {
    await reader.end();
  }
}

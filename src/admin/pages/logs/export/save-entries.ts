import { fill } from "../../../text/index.ts";
import { saveFile } from "../../../components/texts/save-file.ts";
import type { LogEntry } from "../entries/log-entry.ts";
import { fetchPage, type LogsRequest } from "../entries/use-entries.ts";
import { writeCsv } from "./write-csv.ts";

/** Entries that a file with all that is found holds at most. */
export const mostExported = 20_000;

/** Entries that are asked for at once. */
const atOnce = 1_000;

/** Puts entries into a file among the browser's downloads. */
export function saveJson(entries: readonly LogEntry[]): void {
  const [only] = entries;
  const content = entries.length === 1 ? only : entries;
  save(JSON.stringify(content, null, 2), "application/json", entries, "json");
}

/** The same as a table: of the data what requests have, and all of it as JSON. */
export function saveCsv(entries: readonly LogEntry[]): void {
  const rows = entries.map(({ id, created, level, message, data }) => [
    id,
    created,
    level,
    message,
    ...dataColumns.map((name) => data[name]),
    JSON.stringify(data),
  ]);
  const names = ["id", "created", "level", "message", ...dataColumns, "data"];
  save(writeCsv([names, ...rows]), "text/csv", entries, "csv");
}

const dataColumns = ["method", "url", "status", "execTime", "auth", "error"];

/** All entries that are found, up to so many. */
export async function fetchFound(
  request: LogsRequest,
): Promise<readonly LogEntry[]> {
  const found = new Map<string, LogEntry>();
  const { signal } = new AbortController();
  let until = "";
  for (let page = 1; found.size < mostExported; page++) {
    const entries = await fetchPage(request, { page, until }, signal, atOnce);
    until ||= entries[0]?.created ?? "";
    for (const entry of entries) found.set(entry.id, entry);
    if (entries.length < atOnce) break;
  }
  return [...found.values()];
}

function save(
  content: string,
  type: string,
  entries: readonly LogEntry[],
  extension: string,
): void {
  const day = (entry: LogEntry | undefined) =>
    (entry?.created ?? "").replaceAll(/[^\d]/g, "").slice(0, 14);
  const template =
    entries.length === 1
      ? "log-{to}.{extension}"
      : "logs-{from}-{to}.{extension}";
  const name = fill(template, {
    from: day(entries.at(-1)),
    to: day(entries[0]),
    extension,
  });
  saveFile(new Blob([content], { type }), name);
}

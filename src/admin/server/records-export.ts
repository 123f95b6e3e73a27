import { client } from "./client.ts";
import { filtersFor } from "./records-by-id.ts";

export type ExportFormat = "csv" | "json";

/** Records to export: those that a filter finds, in an order. */
export interface ExportRequest {
  readonly collection: string;
  readonly filter: string;
  readonly sort: string;
}

/** A file with all records that the filter finds. */
export async function exportRecords(
  { collection, filter, sort }: ExportRequest,
  format: ExportFormat,
): Promise<Blob> {
  let file = new Blob();
  await client.send(`/api/collections/${collection}/records/export`, {
    method: "GET",
    query: { format, filter, sort },
    // The SDK reads answers as JSON, whole; this one may be too large for that.
    fetch: async (url: string | URL | Request, config?: RequestInit) => {
      const response = await fetch(url, config);
      if (!response.ok) return response;
      file = await response.blob();
      return new Response(null, { status: 204 });
    },
  });
  return file;
}

/** A file with these records: in the order that is asked for as far as one request holds them, and in their own beyond that. */
export async function exportThese(
  { collection, sort }: Pick<ExportRequest, "collection" | "sort">,
  ids: readonly string[],
  format: ExportFormat,
): Promise<Blob> {
  const parts: string[] = [];
  for (const filter of filtersFor(ids)) {
    const request = { collection, filter, sort };
    parts.push(await (await exportRecords(request, format)).text());
  }
  return format === "csv" ? joinCsv(parts) : joinJson(parts);
}

/** Every part begins with the same line of names, none of which has a line break in it. */
function joinCsv([first = "", ...others]: readonly string[]): Blob {
  const rows = others.map((part) => part.slice(part.indexOf("\n") + 1));
  return new Blob([first, ...rows], { type: "text/csv" });
}

function joinJson(parts: readonly string[]): Blob {
  const records = parts.flatMap((part) => JSON.parse(part) as unknown[]);
  const content = JSON.stringify(records, null, 2);
  return new Blob([content], { type: "application/json" });
}

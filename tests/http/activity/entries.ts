import type { App } from "../../../src/core/app.ts";

/** An entry of a request. */
export interface RequestEntry {
  readonly level: number;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The entries of requests, the first one first; none of them is left in the log. */
export async function takeEntries(app: App): Promise<RequestEntry[]> {
  const { items } = await app.logs.list({
    filter: "data.type = 'request'",
    sort: "@rowid",
    perPage: 1000,
  });
  await app.logs.clear();
  return items as unknown as RequestEntry[];
}

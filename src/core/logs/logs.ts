import type { JsonObject } from "../json.ts";
import type { ListQuery, Page } from "../records/records.ts";

/** How weighty an entry is; the numbers are those of the API. */
export const levels = { debug: -4, info: 0, warn: 4, error: 8 } as const;

/** What is to be noted. */
export interface NewLogEntry {
  readonly level: number;
  readonly message: string;
  readonly data: JsonObject;
}

/** How many entries an hour holds. */
export type LogCount = {
  readonly total: number;
  /** The hour's first moment, as records write dates. */
  readonly date: string;
};

/** The activity log: what was asked of the server, and what befell it. It is kept in `auxiliary.db`. */
export interface Logs {
  /** How many entries were lost, as there were more than could be written. */
  readonly dropped: number;
  /** How many entries are still to be written. */
  readonly waiting: number;
  /** Whether the settings want entries of this level. */
  wants(level: number): boolean;
  /** Notes an entry, if the settings want entries of its level. It is written a little later, with others. Never throws. */
  add(entry: NewLogEntry): void;
  /** As `add`, for entries that take some work to make: it is done only for those that are wanted, and that there is room for. */
  note(level: number, describe: () => Omit<NewLogEntry, "level">): void;
  /** @throws {Invalid} the filter or the sort makes no sense */
  list(query: ListQuery): Promise<Page<JsonObject>>;
  /** @throws {NotFound} */
  view(id: string): Promise<JsonObject>;
  /** @throws {Invalid} the filter makes no sense */
  stats(filter: string | undefined): Promise<readonly LogCount[]>;
  /** Removes all. */
  clear(): Promise<void>;
  /** Removes what is older than the settings want to keep. */
  removeOld(): Promise<void>;
  /** Waits until what was added is written. What cannot be written is lost, and counted. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

import type { JsonObject } from "../../../json.ts";

/** Writes records as a file, piece by piece. */
export interface RecordWriter {
  /** The media type. */
  readonly type: string;
  /** Of the file's name, without a dot. */
  readonly extension: string;
  /** What stands before all records. */
  readonly head: string;
  /** @param isFirst whether none were written before */
  write(records: readonly JsonObject[], isFirst: boolean): string;
  /** What stands after all records. */
  readonly tail: string;
}

/** One array. */
export const jsonWriter: RecordWriter = {
  type: "application/json",
  extension: "json",
  head: "[",
  write: (records, isFirst) =>
    records
      .map(
        (record, at) =>
          `${isFirst && at === 0 ? "" : ","}\n${JSON.stringify(record)}`,
      )
      .join(""),
  tail: "\n]\n",
};

/** An object a line. */
export const jsonLinesWriter: RecordWriter = {
  type: "application/x-ndjson",
  extension: "ndjson",
  head: "",
  write: (records) =>
    records.map((record) => `${JSON.stringify(record)}\n`).join(""),
  tail: "",
};

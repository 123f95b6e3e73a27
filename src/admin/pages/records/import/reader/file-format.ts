/** `csv` with a line of names, `json` for one array of objects, `ndjson` for an object a line. */
export type FileFormat = "csv" | "json" | "ndjson";

const extensions: ReadonlyMap<string, FileFormat> = new Map([
  ["csv", "csv"],
  ["tsv", "csv"],
  ["json", "json"],
  ["ndjson", "ndjson"],
  ["jsonl", "ndjson"],
]);

/** What a file seems to be: its name says it, or its beginning. */
export function guessFormat(name: string, beginning: string): FileFormat {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const first = beginning.trimStart().charAt(0);
  return (
    extensions.get(extension) ??
    (first === "[" ? "json" : first === "{" ? "ndjson" : "csv")
  );
}

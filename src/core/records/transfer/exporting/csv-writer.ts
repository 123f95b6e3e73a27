import type { Collection } from "../../../collections/collection.ts";
import type { Json } from "../../../json.ts";
import type { FieldTree } from "../../../picking/parse-fields.ts";
import type { Viewer } from "../../../request.ts";
import { shapeOf } from "../../record-shape.ts";
import { disarmText } from "../formulas.ts";
import type { RecordWriter } from "./record-writer.ts";

/** What differs in how a CSV file is written. */
export interface CsvOptions {
  /** Which columns, in this order; all fields that the viewer may see when absent. */
  readonly fields: FieldTree | undefined;
  readonly hasExpand: boolean;
  /** Texts that spreadsheets take for formulas stay as they are. */
  readonly keepsFormulas: boolean;
  /** Begin with a byte order mark, without which some spreadsheets take the file for one of another encoding. */
  readonly hasMark: boolean;
}

/**
 * Writes CSV with a line of names: lists, objects and all values of JSON fields as JSON, everything else as it is.
 *
 * @see RFC 4180
 */
export function createCsvWriter(
  collection: Collection,
  viewer: Viewer,
  options: CsvOptions,
): RecordWriter {
  const columns = columnsOf(collection, viewer, options);
  const asJson = new Set(
    collection.fields
      .filter(({ type }) => type === "json")
      .map(({ name }) => name),
  );
  const arm = options.keepsFormulas ? (text: string) => text : disarmText;
  const cell = (name: string, value: Json | undefined): string => {
    if (value === null || value === undefined) return "";
    if (typeof value === "object" || asJson.has(name)) {
      return quote(JSON.stringify(value));
    }
    return typeof value === "string" ? quote(arm(value)) : String(value);
  };
  return {
    type: "text/csv; charset=utf-8; header=present",
    extension: "csv",
    head: `${options.hasMark ? "\uFEFF" : ""}${columns.map(quote).join(",")}\r\n`,
    write: (records) =>
      records
        .map(
          (record) =>
            `${columns.map((name) => cell(name, record[name])).join(",")}\r\n`,
        )
        .join(""),
    tail: "",
  };
}

function columnsOf(
  collection: Collection,
  viewer: Viewer,
  { fields, hasExpand }: CsvOptions,
): readonly string[] {
  const visible = shapeOf(collection).fields.filter(
    ({ name, field }) =>
      field.type !== "password" &&
      !(collection.type === "auth" && name === "tokenKey") &&
      (viewer.kind === "superuser" || !field.hidden),
  );
  const usual = visible.map(({ name }) => name);
  if (hasExpand) usual.push("expand");
  if (fields === undefined || fields.size === 0) return usual;
  const known = new Set([...usual, "collectionId", "collectionName"]);
  const named = [...fields.keys()];
  const rest = usual.filter((name) => !fields.has(name));
  return named.flatMap((name) =>
    name === "*" ? rest : known.has(name) ? [name] : [],
  );
}

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

import { writeCsv } from "../../logs/export/write-csv.ts";
import { saveFile } from "../../../components/texts/save-file.ts";

/** What a query has given, as a table. */
export interface SqlTable {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
  }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** CSV with a line of names. */
export function tableToCsv({ columns, rows }: SqlTable): string {
  return writeCsv([columns.map(({ name }) => name), ...rows]);
}

/** An array of objects. Of columns with the same name each but the first gets a number. */
export function tableToJson({ columns, rows }: SqlTable): string {
  const names: string[] = [];
  for (const { name } of columns) {
    let unique = name;
    for (let count = 2; names.includes(unique); count++) {
      unique = `${name}_${count}`;
    }
    names.push(unique);
  }
  const objects = rows.map((row) =>
    Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
  );
  return JSON.stringify(objects, null, 2);
}

/** Puts the table among the browser's downloads. */
export function saveTable(table: SqlTable, format: "csv" | "json"): void {
  const content = format === "csv" ? tableToCsv(table) : tableToJson(table);
  const type = format === "csv" ? "text/csv" : "application/json";
  const moment = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  saveFile(new Blob([content], { type }), `query-${moment}.${format}`);
}

import { ignoresCase } from "../../../collections/indexes.ts";
import { fieldError, Invalid } from "../../../errors.ts";
import type { RecordParts } from "../../record-parts.ts";
import { textOf } from "../../record-shape.ts";
import { demandCreateRule, judgeCreation } from "../../saving/create-record.ts";
import { judgeUpdate } from "../../saving/update-record.ts";
import { findExisting, keyOf } from "./find-existing.ts";
import type { RowOutcome } from "./import-report.ts";
import { type ImportRun, rowRequest } from "./import-run.ts";
import { KnownIds } from "./known-ids.ts";
import { type RowValues, updateBody } from "./row-values.ts";
import { UniqueKeys } from "./unique-keys.ts";
import { updateOrCreate } from "./update-or-create.ts";

/**
 * Judges rows as saving them would, and saves nothing: each against the records that are stored, and as far as ids, unique
 * values and relations go, against the rows before it.
 */
export class RowJudge {
  readonly #run: ImportRun;
  readonly #parts: RecordParts;
  readonly #unique: UniqueKeys;
  readonly #ids: KnownIds;
  /** What later rows would find the records of the rows before by. */
  readonly #keys = new Set<string>();

  constructor(run: ImportRun) {
    const { parts, collection } = run;
    this.#run = run;
    this.#ids = new KnownIds(parts, collection);
    this.#parts = { ...parts, known: this.#ids };
    this.#unique = new UniqueKeys(parts, collection);
  }

  /** To be called with the rows that are judged next. */
  async prepare(rows: readonly RowValues[]): Promise<void> {
    await this.#ids.askForOwn(rows);
    await this.#ids.askForRelated(rows);
  }

  /** @throws {DomainError} the row would be refused */
  async judge(row: RowValues): Promise<RowOutcome> {
    const { options, request } = this.#run;
    const { mode } = options;
    const existing = await this.#findExisting(row);
    if (existing !== undefined) {
      return mode === "skip"
        ? this.#judgeSkip(row)
        : updateOrCreate(
            request.viewer,
            () => this.#judgeUpdate(row, existing),
            () => this.#judgeCreation(row),
          );
    }
    const key = this.#keyOf(row);
    if (key !== "" && this.#keys.has(key)) {
      if (row.errors !== undefined) throw wrong(row);
      return mode === "skip" ? "skipped" : "updated";
    }
    const outcome = await this.#judgeCreation(row);
    if (key !== "") this.#keys.add(key);
    return outcome;
  }

  async #judgeSkip(row: RowValues): Promise<RowOutcome> {
    if (row.errors !== undefined) throw wrong(row);
    const { collection, request } = this.#run;
    const create = rowRequest(request, "POST", row.body);
    await demandCreateRule(this.#parts, collection, create);
    return "skipped";
  }

  async #judgeUpdate(row: RowValues, id: string): Promise<RowOutcome> {
    const { collection, request } = this.#run;
    const update = rowRequest(request, "PATCH", updateBody(row));
    const { values } = await withCells(row, () =>
      judgeUpdate(this.#parts, collection, id, update),
    );
    await this.#unique.take(id, values);
    return "updated";
  }

  async #judgeCreation(row: RowValues): Promise<RowOutcome> {
    const { collection, request } = this.#run;
    const create = rowRequest(request, "POST", row.body);
    const { values } = await withCells(row, () =>
      judgeCreation(this.#parts, collection, create),
    );
    const id = textOf(values["id"]);
    if (this.#ids.isMade(id) || this.#ids.isStored(id)) {
      throw new Invalid("The row is wrong.", { id: notUnique });
    }
    await this.#unique.take(id, values);
    this.#ids.make(id);
    return "created";
  }

  /** The id of the record that the row is about, if it is stored and that matters. */
  async #findExisting({ body }: RowValues): Promise<string | undefined> {
    const { collection, options, parts } = this.#run;
    if (options.mode === "create") return undefined;
    if (options.key === "id") {
      const id = keyOf(body, options);
      return this.#ids.isStored(id) ? id : undefined;
    }
    const records = parts.recordsOver(parts);
    const found = await findExisting(records, collection, body, options);
    return found?.id;
  }

  /** What a later row would find this row's record by; empty if by nothing. */
  #keyOf({ body }: RowValues): string {
    const { collection, options } = this.#run;
    if (options.mode === "create") return "";
    const key = keyOf(body, options);
    const isFolded =
      options.key !== "id" && ignoresCase(collection, options.key);
    return isFolded ? key.toLowerCase() : key;
  }
}

const notUnique = fieldError("validation_not_unique", "Value must be unique.");

/** What is wrong with the cells, and, where the caller may know it, with the rest of the row. */
async function withCells<T>(
  row: RowValues,
  judge: () => Promise<T>,
): Promise<T> {
  try {
    const judged = await judge();
    if (row.errors !== undefined) throw wrong(row);
    return judged;
  } catch (error) {
    const isOfFields =
      error instanceof Invalid && Object.keys(error.fields).length > 0;
    if (row.errors === undefined || !isOfFields) throw error;
    throw new Invalid(error.message, { ...error.fields, ...row.errors });
  }
}

function wrong({ errors }: RowValues): Invalid {
  return new Invalid("The row is wrong.", errors);
}

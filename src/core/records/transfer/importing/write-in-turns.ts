import type { Executor } from "../../../../engines/database/database.ts";
import { DomainError } from "../../../errors.ts";
import type { Hooks } from "../../../hooks/hooks.ts";
import { bringsPassword } from "./import-passwords.ts";
import type { ImportTally, RowOutcome } from "./import-report.ts";
import { ImportPass, type ImportRun } from "./import-run.ts";
import { KnownIds } from "./known-ids.ts";
import { type ReadRow, RowQueue } from "./row-queue.ts";
import { saveRow } from "./save-row.ts";
import { withoutSavepoints } from "./without-savepoints.ts";

/** Milliseconds that other writers wait for a turn. */
const turn = 10;

/** Rows that are written in a turn at most. */
const mostInTurn = 200;

/** Turns after one in which a row was refused, in which more such are expected. */
const wariness = 20;

/** Writes the rows that are right, some at a time, so that other writers have their turn in between. */
export async function writeInTurns(run: ImportRun): Promise<ImportTally> {
  const pass = new ImportPass(run, "write", true);
  const writer = new TurnWriter(run, pass);
  for await (const { rows, bytes } of run.source.read()) {
    const left = new RowQueue(rows, (row) => pass.read(row));
    while (left.first !== undefined) {
      await writer.write(left);
      await pass.rest(bytes);
    }
  }
  return pass.tally;
}

/** What became of a row. */
interface Done {
  readonly row: ReadRow;
  readonly result: RowOutcome | DomainError;
}

/** A row was refused where nothing can be undone by itself. */
class RowRefused extends Error {}

class TurnWriter {
  readonly #run: ImportRun;
  readonly #pass: ImportPass;
  #wary = 0;

  constructor(run: ImportRun, pass: ImportPass) {
    this.#run = run;
    this.#pass = pass;
  }

  /** Writes some of the rows that are left. */
  async write(left: RowQueue): Promise<void> {
    const { collection, parts } = this.#run;
    const rows = left.next(mostInTurn);
    const slow = rows.findIndex(({ values }) =>
      bringsPassword(collection, values),
    );
    // It is hashed first, and has a transaction of its own then.
    const done =
      slow === 0
        ? await this.#save(parts.database, rows.slice(0, 1), "apart")
        : await this.#transact(slow > 0 ? rows.slice(0, slow) : rows);
    left.drop(done.length);
    for (const { row, result } of done) {
      if (result instanceof DomainError) {
        this.#pass.tally.fail(row.row, row.values.body["id"], result);
      } else this.#pass.tally.note(result);
    }
  }

  /**
   * Most rows are right: they are written without a savepoint each, and once more with one if a row was refused. Where
   * hooks are in the way, which are to see each row once, they have one at once.
   */
  async #transact(rows: readonly ReadRow[]): Promise<readonly Done[]> {
    const { database, hooks } = this.#run.parts;
    if (this.#wary === 0 && areUnattended(hooks)) {
      try {
        return await database.transaction((tx) =>
          this.#save(withoutSavepoints(tx), rows, "together"),
        );
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error;
        this.#wary = wariness;
      }
    }
    if (this.#wary > 0) this.#wary--;
    return database.transaction((tx) => this.#save(tx, rows, "apart"));
  }

  /** @param undone whether a row that is refused is undone by itself, or with the others */
  async #save(
    database: Executor,
    rows: readonly ReadRow[],
    undone: "apart" | "together",
  ): Promise<readonly Done[]> {
    const { parts, collection } = this.#run;
    const end = performance.now() + turn;
    const within = { ...parts, database };
    const known = new KnownIds(within, collection);
    await known.askForRelated(rows.map(({ values }) => values));
    const saving = { ...within, known };
    const target = { parts: saving, records: parts.recordsOver(saving) };
    const done: Done[] = [];
    for (const row of rows) {
      try {
        const result = await saveRow(target, this.#run, row.values);
        done.push({ row, result });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (undone === "together") throw new RowRefused();
        done.push({ row, result: error });
      }
      if (performance.now() > end) break;
    }
    return done;
  }
}

function areUnattended(hooks: Hooks): boolean {
  return [
    hooks.onRecordCreateRequest,
    hooks.onRecordUpdateRequest,
    hooks.onRecordCreate,
    hooks.onRecordUpdate,
  ].every(({ isEmpty }) => isEmpty);
}

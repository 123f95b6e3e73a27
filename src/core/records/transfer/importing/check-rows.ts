import { DomainError, Invalid } from "../../../errors.ts";
import type { ImportTally } from "./import-report.ts";
import { ImportPass, type ImportRun } from "./import-run.ts";
import { RowJudge } from "./row-judge.ts";
import type { SourceRow } from "./source/source-row.ts";
import { mostAtOnce } from "./write-at-once.ts";

/** Rows for which the database is asked at once. */
const together = 200;

/**
 * Judges every row, and writes nothing.
 *
 * @throws {Invalid} the file is malformed, or there are more rows than can be written at once
 */
export async function checkRows(run: ImportRun): Promise<ImportTally> {
  const pass = new ImportPass(run, "check", true);
  const judge = new RowJudge(run);
  const most = mostAtOnce(run.request.viewer);
  for await (const { rows, bytes } of run.source.read()) {
    for (let at = 0; at < rows.length; at += together) {
      await checkSome(pass, judge, rows.slice(at, at + together), bytes);
    }
    if (run.options.atomic && pass.tally.total > most) {
      throw new Invalid(
        `No more than ${most} rows can be imported all or nothing: split the file, or import the rows that are right (atomic=false).`,
      );
    }
    await pass.rest(bytes);
  }
  return pass.tally;
}

async function checkSome(
  pass: ImportPass,
  judge: RowJudge,
  rows: readonly SourceRow[],
  bytes: number,
): Promise<void> {
  const read = rows.map((row) => ({ row, values: pass.read(row) }));
  await judge.prepare(read.map(({ values }) => values));
  for (const { row, values } of read) {
    try {
      pass.tally.note(await judge.judge(values));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      pass.tally.fail(row, values.body["id"], error);
    }
    if (pass.isDue) await pass.rest(bytes);
  }
}

/**
 * Reads the file to its end, so that nothing of one that is malformed is written.
 *
 * @throws {Invalid} it is
 */
export async function checkForm(run: ImportRun): Promise<void> {
  const pass = new ImportPass(run, "check", false);
  for await (const { rows, bytes } of run.source.read()) {
    for (const row of rows) run.columns.judge(row.columns);
    pass.tally.total += rows.length;
    await pass.rest(bytes);
  }
}

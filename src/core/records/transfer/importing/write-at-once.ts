import { DomainError } from "../../../errors.ts";
import type { Viewer } from "../../../request.ts";
import { EventBacklog } from "./event-backlog.ts";
import { hashPasswordsOf } from "./import-passwords.ts";
import { ImportRefused, type ImportTally } from "./import-report.ts";
import { ImportPass, type ImportRun } from "./import-run.ts";
import { KnownIds } from "./known-ids.ts";
import { saveRow } from "./save-row.ts";
import { withoutSavepoints } from "./without-savepoints.ts";

/**
 * Rows that can be written at once: other writers wait meanwhile, and what is to be announced waits in memory. Who is no
 * superuser does not keep them waiting for longer than a second or two.
 */
export function mostAtOnce({ kind }: Viewer): number {
  return kind === "superuser" ? 200_000 : 5_000;
}

/** Rows for which the database is asked at once. */
const together = 200;

/**
 * Writes all rows in one transaction, or none.
 *
 * @throws {ImportRefused} one is wrong
 */
export async function writeAtOnce(run: ImportRun): Promise<ImportTally> {
  const { parts, collection, options, columns, source } = run;
  const passwords = await hashPasswordsOf(run);
  const pass = new ImportPass(run, "write", false);
  const backlog = new EventBacklog(parts.bus);
  await parts.database.transaction(async (tx) => {
    const within = {
      ...parts,
      database: withoutSavepoints(tx),
      bus: backlog,
      passwords,
    };
    const known = new KnownIds(within, collection);
    const saving = { ...within, known };
    const target = { parts: saving, records: parts.recordsOver(saving) };
    for await (const { rows, bytes } of source.read()) {
      for (let at = 0; at < rows.length; at += together) {
        const some = rows.slice(at, at + together);
        const read = some.map((row) => ({ row, values: pass.read(row) }));
        await known.askForRelated(read.map(({ values }) => values));
        for (const { row, values } of read) {
          try {
            pass.tally.note(await saveRow(target, run, values));
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            pass.tally.fail(row, values.body["id"], error);
            throw new ImportRefused(pass.tally.report(columns, options));
          }
        }
        if (pass.isDue) await pass.rest(bytes, true);
      }
    }
  });
  pass.tell(source.size);
  await backlog.publishAll();
  return pass.tally;
}

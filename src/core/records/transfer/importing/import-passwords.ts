import { PasswordsAhead } from "../../../auth/passwords/password-work.ts";
import type { Collection } from "../../../collections/collection.ts";
import { findExisting } from "./find-existing.ts";
import { ImportPass, type ImportRun, rowRequest } from "./import-run.ts";
import { type RowValues, updateBody } from "./row-values.ts";

/** Whether a row sets a password, which takes a good part of a second. */
export function bringsPassword(
  { fields }: Collection,
  { body }: RowValues,
): boolean {
  return fields.some(
    ({ type, name }) => type === "password" && Object.hasOwn(body, name),
  );
}

/** Hashes the passwords of all rows, ahead of a transaction. */
export async function hashPasswordsOf(run: ImportRun): Promise<PasswordsAhead> {
  const ahead = new PasswordsAhead();
  const { collection, options, parts, request, source } = run;
  if (!collection.fields.some(({ type }) => type === "password")) return ahead;
  const pass = new ImportPass(run, "check", false);
  const records = parts.recordsOver(parts);
  for await (const { rows, bytes } of source.read()) {
    for (const row of rows) {
      const values = pass.read(row);
      pass.tally.total++;
      if (!bringsPassword(collection, values)) continue;
      const { body } = values;
      const existing = await findExisting(records, collection, body, options);
      if (existing !== undefined && options.mode === "skip") continue;
      const saving = {
        collection,
        id: existing?.id,
        request:
          existing === undefined
            ? rowRequest(request, "POST", body)
            : rowRequest(request, "PATCH", updateBody(values)),
        isLater: true,
      };
      await records.preparePasswords(saving, ahead);
      await pass.rest(bytes);
    }
  }
  return ahead;
}

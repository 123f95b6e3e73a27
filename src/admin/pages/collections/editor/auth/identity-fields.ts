import { type CollectionDraft, keptFields } from "../collection-draft.ts";
import { keptIndexes } from "../draft-payload.ts";
import { readIndex } from "../indexes/index-statement.ts";

/** The fields that a unique index covers alone, so that a value of theirs names one account. */
export function identityFieldsOf(draft: CollectionDraft): readonly string[] {
  const columns = new Set(
    keptIndexes(draft).flatMap((statement) => {
      const index = readIndex(statement);
      const [column, ...others] = index?.columns ?? [];
      return index?.unique === true &&
        column !== undefined &&
        others.length === 0
        ? [nameOf(column).toLowerCase()]
        : [];
    }),
  );
  return keptFields(draft)
    .filter(({ name, hidden }) => !hidden && columns.has(name.toLowerCase()))
    .map(({ name }) => name);
}

/** A column without its collation and direction. */
function nameOf(column: string): string {
  const [, quoted, bare] =
    /^(?:["'`[]([^"'`\]]+)["'`\]]|([^\s("'`[]+))/.exec(column) ?? [];
  return quoted ?? bare ?? "";
}

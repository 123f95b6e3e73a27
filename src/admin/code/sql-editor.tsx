import { lazy } from "react";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";
import type { SqlSchema } from "./editors/sql-code.tsx";

const SqlCode = lazy(() =>
  import("./editors/sql-code.tsx").then(({ SqlCode: code }) => ({
    default: code,
  })),
);

/** A field for SQL as SQLite has it, with completion of tables and columns. Mod+Enter runs it. */
export function SqlEditor({
  schema,
  onRun,
  ...field
}: CodeFieldProps & {
  /** Columns by table. */
  readonly schema: SqlSchema;
  readonly onRun?: (() => void) | undefined;
}) {
  return (
    <CodeField
      {...field}
      editor={SqlCode}
      extra={{ schema, onRun }}
      wraps={false}
      hasGutter
    />
  );
}

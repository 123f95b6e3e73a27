import { lazy } from "react";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";
import type { TextMark } from "./editors/marking.ts";
import type { SqlSchema } from "./editors/sql-code.tsx";

const SqlCode = lazy(() =>
  import("./editors/sql-code.tsx").then(({ SqlCode: code }) => ({
    default: code,
  })),
);

/** A field for SQL as SQLite has it, with completion of tables and columns, and with a place in it marked. Mod+Enter runs it. */
export function SqlEditor({
  schema,
  onRun,
  mark,
  ...field
}: CodeFieldProps & {
  /** Columns by table. */
  readonly schema: SqlSchema;
  readonly onRun?: ((text: string) => void) | undefined;
  /** What is wrong with the text. */
  readonly mark?: TextMark | undefined;
}) {
  return (
    <CodeField
      {...field}
      editor={SqlCode}
      extra={{ schema, onRun, mark }}
      wraps={false}
      hasGutter
    />
  );
}

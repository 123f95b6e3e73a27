import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { sql, SQLite } from "@codemirror/lang-sql";
import { bracketMatching } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { keymap, lineNumbers } from "@codemirror/view";
import { useMemo } from "react";
import type { EditorProps } from "../editor-props.ts";
import { CodeMirror } from "./code-mirror.tsx";
import { completing } from "./completing.ts";
import { marking, type TextMark } from "./marking.ts";

/** What an editor of SQL is given besides. */
export interface SqlCodeProps {
  /** Columns by table. Must be the same one until something about it changes. */
  readonly schema: SqlSchema;
  readonly onRun: ((text: string) => void) | undefined;
  /** What is wrong with the text. Must be the same one until another is found. */
  readonly mark: TextMark | undefined;
}

export type SqlSchema = Readonly<Record<string, readonly string[]>>;

/** The editor of a field for SQL. */
export function SqlCode({
  schema,
  onRun,
  mark,
  ...props
}: EditorProps & SqlCodeProps) {
  const extensions = useMemo(
    () => [
      lineNumbers(),
      sql({ dialect: SQLite, schema, upperCaseKeywords: true }),
      bracketMatching(),
      closeBrackets(),
      highlightSelectionMatches(),
      keymap.of([...closeBracketsKeymap, ...searchKeymap]),
      completing(),
      mark === undefined ? [] : marking(mark),
    ],
    [schema, mark],
  );
  return <CodeMirror {...props} onSubmit={onRun} extensions={extensions} />;
}

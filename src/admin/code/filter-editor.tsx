import type { CollectionModel } from "pocketbase";
import { lazy, useMemo } from "react";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";
import { type FilterScope, logScope } from "./filter/filter-scope.ts";

const FilterCode = lazy(() =>
  import("./editors/filter-code.tsx").then(({ FilterCode: code }) => ({
    default: code,
  })),
);

/**
 * A field for a filter or an API rule, with completion and with what the server would have against it. It grows with its
 * text. Mod+Enter submits; Enter does so in a single line.
 */
export function FilterEditor({
  collection,
  collections,
  mode,
  onSubmit,
  isFilter = always,
  singleLine = false,
  ...field
}: Omit<CodeFieldProps, "minHeight"> & {
  /** Whose records are filtered, as it would be: it need not be saved. Without it only the syntax is looked at. */
  readonly collection?: CollectionModel | undefined;
  readonly collections?: readonly CollectionModel[];
  /** What it is: a rule knows the request; `logs` filters the log, which is no collection. */
  readonly mode: "filter" | "rule" | "logs";
  readonly onSubmit?: ((text: string) => void) | undefined;
  /** Where something else may be written, too, as words to search for: whether a text is a filter, and so may be a wrong one. */
  readonly isFilter?: (text: string) => boolean;
  /** Whether Enter submits, and what is wrong is shown over what is below the field. */
  readonly singleLine?: boolean;
}) {
  const scope = useMemo((): FilterScope | undefined => {
    if (mode === "logs") return logScope;
    if (collection === undefined) return undefined;
    return {
      kind: "records",
      mode,
      collection,
      collections: collections ?? [collection],
    };
  }, [mode, collection, collections]);
  return (
    <CodeField
      {...field}
      editor={FilterCode}
      extra={{ scope, isFilter, singleLine, onSubmit }}
      wraps
      floatsProblem={singleLine}
    />
  );
}

function always(): boolean {
  return true;
}

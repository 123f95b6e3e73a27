import { type ReactNode, useMemo } from "react";
import { SqlEditor } from "../../../code/sql-editor.tsx";

/** Where one writes SQL; tables and their columns are completed. */
export function SqlField({
  tables,
  ...field
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tables: readonly {
    readonly name: string;
    readonly fields: readonly { readonly name: string }[];
  }[];
}) {
  const schema = useMemo(
    () =>
      Object.fromEntries(
        tables.map(({ name, fields }) => [
          name,
          fields.map((column) => column.name),
        ]),
      ),
    [tables],
  );
  return <SqlEditor {...field} schema={schema} />;
}

import type { ReactNode } from "react";
import { CodeBlock } from "../../code/code-block.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { sqlText } from "../../text/sql.ts";

/** What is asked before a query runs: with the query itself, as it is easily another one than one thinks. */
export function confirmText(sql: string, writes: boolean): ReactNode {
  return (
    <Stack gap="small">
      <span>{writes ? sqlText.confirm.text : sqlText.confirm.textHidden}</span>
      <CodeBlock language="sql" code={sql} />
    </Stack>
  );
}

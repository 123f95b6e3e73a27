import { lazy } from "react";
import { Button } from "../components/button.tsx";
import { Stack } from "../components/layout/stack.tsx";
import { codeText } from "../text/code.ts";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";
import { formatJson } from "./json/format-json.ts";
import { findJsonProblem } from "./json/json-problem.ts";

const JsonCode = lazy(() =>
  import("./editors/json-code.tsx").then(({ JsonCode: code }) => ({
    default: code,
  })),
);

/** A field for JSON as text: what is wrong with it is shown where it is. Shift+Alt+F, or a button, puts it in order. */
export function JsonEditor(field: CodeFieldProps) {
  const { value, onChange, disabled = false, aside } = field;
  const canFormat = !disabled && findJsonProblem(value) === undefined;
  return (
    <CodeField
      {...field}
      editor={JsonCode}
      extra={nothing}
      wraps
      hasGutter
      aside={
        <Stack direction="row" gap="tiny">
          {aside}
          <Button
            kind="ghost"
            size="small"
            disabled={!canFormat}
            title={codeText.formatKeys}
            onClick={() => onChange(formatJson(value))}
          >
            {codeText.format}
          </Button>
        </Stack>
      }
    />
  );
}

const nothing = {};

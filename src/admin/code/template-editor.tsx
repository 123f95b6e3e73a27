import { lazy } from "react";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";
import type { TemplatePlaceholder } from "./template/placeholders.ts";

const TemplateCode = lazy(() =>
  import("./editors/template-code.tsx").then(({ TemplateCode: code }) => ({
    default: code,
  })),
);

/** A field for the HTML of a mail, with completion of what the server puts in. */
export function TemplateEditor({
  placeholders,
  ...field
}: CodeFieldProps & { readonly placeholders: readonly TemplatePlaceholder[] }) {
  return (
    <CodeField
      {...field}
      editor={TemplateCode}
      extra={{ placeholders }}
      wraps
    />
  );
}

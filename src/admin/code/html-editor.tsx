import { lazy } from "react";
import { CodeField, type CodeFieldProps } from "./code-field.tsx";

const HtmlCode = lazy(() =>
  import("./editors/html-code.tsx").then(({ HtmlCode: code }) => ({
    default: code,
  })),
);

/** A field for HTML as text. */
export function HtmlEditor(field: CodeFieldProps) {
  return (
    <CodeField {...field} editor={HtmlCode} extra={nothing} wraps hasGutter />
  );
}

const nothing = {};

import {
  type CompletionContext,
  type CompletionResult,
  closeBracketsKeymap,
} from "@codemirror/autocomplete";
import { html, htmlLanguage } from "@codemirror/lang-html";
import { bracketMatching } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { useMemo } from "react";
import type { EditorProps } from "../editor-props.ts";
import { tokenClass } from "../highlight/token-kind.ts";
import {
  findUnknownPlaceholders,
  placeholderBefore,
  placeholderPattern,
  type TemplatePlaceholder,
} from "../template/placeholders.ts";
import { CodeMirror } from "./code-mirror.tsx";
import { completing } from "./completing.ts";
import { checking } from "./problems.ts";

/** What an editor of templates is given besides. */
export interface TemplateCodeProps {
  /** Must be the same list until something about it changes. */
  readonly placeholders: readonly TemplatePlaceholder[];
}

/** The editor of a field for an HTML template. */
export function TemplateCode({
  placeholders,
  ...props
}: EditorProps & TemplateCodeProps) {
  const extensions = useMemo(
    () => [
      html(),
      htmlLanguage.data.of({
        autocomplete: (context: CompletionContext) =>
          complete(context, placeholders),
      }),
      coloured,
      EditorView.lineWrapping,
      bracketMatching(),
      keymap.of([...closeBracketsKeymap, ...searchKeymap]),
      completing(),
      checking((text) => findUnknownPlaceholders(text, placeholders)),
    ],
    [placeholders],
  );
  return <CodeMirror {...props} extensions={extensions} />;
}

function complete(
  { state, pos }: CompletionContext,
  placeholders: readonly TemplatePlaceholder[],
): CompletionResult | null {
  const line = state.doc.lineAt(pos);
  const written = placeholderBefore(line.text.slice(0, pos - line.from));
  if (written === undefined) return null;
  const isClosed = line.text.startsWith("}", pos - line.from);
  return {
    from: pos - written.length,
    to: isClosed ? pos + 1 : pos,
    options: placeholders.map(({ value, hint }) => ({
      label: value,
      ...(hint !== undefined && { detail: hint }),
    })),
    validFor: /^\{\w*$/,
  };
}

const matcher = new MatchDecorator({
  regexp: placeholderPattern,
  decoration: Decoration.mark({
    class: `${tokenClass("modifier")} ${tokenClass("strong")}`,
  }),
});

const coloured = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

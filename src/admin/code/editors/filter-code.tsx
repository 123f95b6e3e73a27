import {
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
} from "@codemirror/autocomplete";
import { bracketMatching } from "@codemirror/language";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { useMemo } from "react";
import type { EditorProps } from "../editor-props.ts";
import { checkFilter } from "../filter/check-filter.ts";
import { completeFilter } from "../filter/complete-filter.ts";
import type { FilterScope } from "../filter/filter-scope.ts";
import { highlightFilter } from "../highlight/highlight-filter.ts";
import { tokenClass } from "../highlight/token-kind.ts";
import { CodeMirror } from "./code-mirror.tsx";
import { completing, type OpenCompletion } from "./completing.ts";
import { checking } from "./problems.ts";

/** What an editor of filters is given besides. */
export interface FilterCodeProps {
  /** Must be the same one until something about it changes. */
  readonly scope: FilterScope | undefined;
  /** The same one always. */
  readonly isFilter: (text: string) => boolean;
  readonly singleLine: boolean;
  readonly onSubmit: ((text: string) => void) | undefined;
}

/** The editor of a filter field. */
export function FilterCode({
  scope,
  isFilter,
  ...props
}: EditorProps & FilterCodeProps) {
  const extensions = useMemo(
    () => [
      coloured,
      EditorView.lineWrapping,
      bracketMatching(),
      closeBrackets(),
      keymap.of(closeBracketsKeymap),
      scope === undefined ? [] : completing([completionSource(scope)]),
      checking((text) => (isFilter(text) ? checkFilter(text, scope) : [])),
    ],
    [scope, isFilter],
  );
  return <CodeMirror {...props} extensions={extensions} />;
}

function completionSource(scope: FilterScope) {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const found = completeFilter(text, context.pos, scope, context.explicit);
    if (found === undefined) return null;
    return {
      from: found.from,
      to: found.to,
      options: found.options.map(
        ({ label, detail, info, insert, goesOn = false, rank = 0 }, index) => ({
          label,
          ...(detail !== undefined && { detail }),
          ...(info !== undefined && { info }),
          apply: insert ?? label,
          goesOn,
          boost: rank,
          sortText: String(index).padStart(5, "0"),
        }),
      ) satisfies OpenCompletion[],
      // What is typed then only shortens the list.
      validFor: /^[@"']?\w*$/,
    };
  };
}

const coloured = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate({ state }: EditorView): DecorationSet {
  return Decoration.set(
    highlightFilter(state.doc.toString()).map(({ from, to, kind }) =>
      Decoration.mark({ class: tokenClass(kind) }).range(from, to),
    ),
  );
}

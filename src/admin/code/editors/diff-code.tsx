import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { sql, SQLite } from "@codemirror/lang-sql";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useLayoutEffect, useRef } from "react";
import { codeText } from "../../text/code.ts";
import { theme } from "../theme.ts";
import styles from "./diff-code.module.css";

/** The languages whose differences are highlighted. */
export type DiffLanguage = "json" | "sql" | "html" | "js" | "text";

/** What a view of differences is given. */
export interface DiffCodeProps {
  readonly before: string;
  readonly after: string;
  readonly language: DiffLanguage;
  readonly isSplit: boolean;
  /** Whether long stretches without changes are left out. */
  readonly isShort: boolean;
}

/** Two texts side by side, or in one with what is gone and what is new. */
export function DiffCode({
  before,
  after,
  language,
  isSplit,
  isShort,
}: DiffCodeProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const config = {
      gutter: true,
      ...(isShort && { collapseUnchanged: { margin: 3, minSize: 4 } }),
    };
    if (isSplit) {
      const view = new MergeView({
        ...config,
        parent,
        a: {
          doc: before,
          extensions: [reading(codeText.before), languages[language]()],
        },
        b: {
          doc: after,
          extensions: [reading(codeText.after), languages[language]()],
        },
      });
      return () => view.destroy();
    }
    const view = new EditorView({
      parent,
      doc: after,
      extensions: [
        reading(codeText.after),
        languages[language](),
        unifiedMergeView({ ...config, original: before, mergeControls: false }),
      ],
    });
    return () => view.destroy();
  }, [before, after, language, isSplit, isShort]);
  return <div ref={host} className={styles["diff"]} translate="no" />;
}

const languages: Readonly<Record<DiffLanguage, () => Extension>> = {
  json: () => json(),
  sql: () => sql({ dialect: SQLite }),
  html: () => html(),
  js: () => javascript(),
  text: () => [],
};

/** To be read and scrolled with the keyboard, but not changed. */
function reading(label: string): Extension {
  return [
    theme,
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-readonly": "true",
      tabindex: "0",
    }),
  ];
}

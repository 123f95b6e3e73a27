import { closeBracketsKeymap } from "@codemirror/autocomplete";
import { html } from "@codemirror/lang-html";
import { bracketMatching } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { EditorProps } from "../editor-props.ts";
import { CodeMirror } from "./code-mirror.tsx";
import { completing } from "./completing.ts";

/** The editor of a field for HTML. */
export function HtmlCode(props: EditorProps) {
  return <CodeMirror {...props} extensions={extensions} />;
}

const extensions = [
  lineNumbers(),
  html(),
  bracketMatching(),
  EditorView.lineWrapping,
  keymap.of([...closeBracketsKeymap, ...searchKeymap]),
  completing(),
];

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { cspNonce } from "../server/csp-nonce.ts";
import { codeText } from "../text/code.ts";
import { tagClasses } from "./highlight/token-tags.ts";

const border = "1px solid var(--border)";

const editorTheme = EditorView.theme({
  "&": {
    flex: "1",
    minWidth: "0",
    color: "var(--ink)",
    backgroundColor: "transparent",
    fontSize: "var(--text-small)",
  },
  // The frame around it shows the focus.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    flex: "1",
    fontFamily: "var(--font-code)",
    lineHeight: "var(--line)",
    overflow: "auto",
  },
  ".cm-content": {
    padding: "calc((var(--control) - 2px - 1lh) / 2) 0",
    caretColor: "var(--ink)",
  },
  ".cm-line": { padding: "0 var(--space-3)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, & .cm-selectionBackground, & .cm-content ::selection":
    {
      backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
    },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--ink-faint)",
    border: "none",
  },
  ".cm-activeLineGutter": {
    backgroundColor: "transparent",
    color: "var(--ink)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--pressed)",
    outline: border,
  },
  "&.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "var(--bad-soft)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)" },
  ".cm-selectionMatch": { backgroundColor: "var(--hover)" },

  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": {
    textDecoration: "underline wavy var(--bad) 1px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    textDecoration: "underline wavy var(--warn) 1px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--bad)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--warn)" },
  ".cm-diagnostic": {
    padding: "var(--space-1) var(--space-2)",
    fontFamily: "var(--font)",
  },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--warn)" },

  ".cm-tooltip": {
    zIndex: "var(--layer-menu)",
    maxWidth: "min(32rem, 94vw)",
    color: "var(--ink)",
    backgroundColor: "var(--surface-raised)",
    border,
    borderRadius: "var(--radius)",
    boxShadow: "var(--shadow)",
    fontSize: "var(--text-small)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    minWidth: "min(16rem, 90vw)",
    maxHeight: "15rem",
    padding: "var(--space-1)",
    fontFamily: "var(--font-code)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    alignItems: "baseline",
    gap: "var(--space-2)",
    minHeight: "var(--space-6)",
    padding: "var(--space-half) var(--space-2)",
    borderRadius: "var(--radius-small)",
    lineHeight: "var(--line)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--ink)",
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-completionMatchedText": {
    color: "var(--accent)",
    fontWeight: "650",
    textDecoration: "none",
  },
  ".cm-completionDetail": {
    flex: "1",
    marginLeft: "auto",
    overflow: "hidden",
    color: "var(--ink-soft)",
    fontFamily: "var(--font)",
    fontStyle: "normal",
    textAlign: "end",
    textOverflow: "ellipsis",
  },
  ".cm-tooltip.cm-completionInfo": {
    padding: "var(--space-2) var(--space-3)",
    fontFamily: "var(--font-code)",
  },

  ".cm-panels": {
    color: "var(--ink)",
    backgroundColor: "var(--surface-sunken)",
  },
  ".cm-collapsedLines": {
    padding: "var(--space-1) var(--space-3)",
    color: "var(--ink-soft)",
    background: "var(--surface-sunken)",
    fontFamily: "var(--font)",
  },
  ".cm-changedLine, .cm-insertedLine, &.cm-merge-b .cm-changedLine": {
    backgroundColor: "var(--good-soft)",
  },
  ".cm-deletedChunk, &.cm-merge-a .cm-changedLine": {
    backgroundColor: "var(--bad-soft)",
  },
  ".cm-deletedChunk": { paddingLeft: "var(--space-3)" },
  "&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText": {
    background: "none",
    boxShadow: "inset 0 -2px 0 var(--good)",
  },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "none",
    boxShadow: "inset 0 -2px 0 var(--bad)",
  },
  "&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter": {
    background: "var(--bad)",
  },
  "&.cm-merge-b .cm-changedLineGutter, .cm-changedLineGutter": {
    background: "var(--good)",
  },
});

/** How all editors look, and what they need to look like anything under the page's content security policy. */
export const theme: Extension = [
  EditorView.cspNonce.of(cspNonce),
  EditorState.phrases.of(codeText.phrases),
  editorTheme,
  syntaxHighlighting(HighlightStyle.define(tagClasses)),
];

import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { beginChange } from "../begin-change.ts";
import { keptValue, setKept } from "../kept-attributes.ts";

const prefix = "language-";

/** The language of a code block, or undefined: of the `pre`, as TinyMCE writes it, or of the `code` in it, as others do. */
export function languageOf({ attrs }: Node): string | undefined {
  const classes = keptValue(attrs["kept"], "class")?.split(/\s+/) ?? [];
  const inner: unknown = attrs["language"];
  return (
    classes.find((name) => name.startsWith(prefix))?.slice(prefix.length) ??
    (typeof inner === "string" ? inner : undefined)
  );
}

/** The language of the code block with the cursor; null outside of one, undefined where it has none. */
export function languageAt({
  selection,
}: EditorState): string | null | undefined {
  const { parent } = selection.$from;
  return isCode(parent) ? languageOf(parent) : null;
}

/** What is kept of a code block, with another language or without one; its other classes stay. */
export function keptWithLanguage(kept: unknown, language: string | undefined) {
  const others = (keptValue(kept, "class") ?? "")
    .split(/\s+/)
    .filter((name) => name !== "" && !name.startsWith(prefix));
  const classes = [
    ...others,
    ...(language === undefined ? [] : [prefix + language]),
  ];
  return setKept(kept, "class", classes.join(" ") || undefined);
}

/** Says which language the code blocks that are selected are in; undefined for none. */
export function setCodeLanguage(
  editor: Editor,
  language: string | undefined,
): void {
  editor
    .chain()
    .focus()
    .command(({ tr }) => nameLanguage(tr, language))
    .run();
}

/** Makes what is selected something else than code, or code; a language is of code alone. */
export function toggleCode(editor: Editor): void {
  editor
    .chain()
    .focus()
    .command(({ tr }) => nameLanguage(tr, undefined))
    .toggleCodeBlock()
    .run();
}

/** A part of a chain of commands. Always true: where there is no code there is nothing to do. */
export function nameLanguage(
  tr: Transaction,
  language: string | undefined,
): true {
  beginChange(tr);
  const { from, to } = tr.selection;
  tr.doc.nodesBetween(from, to, (node, at) => {
    if (!isCode(node) || languageOf(node) === language) return;
    const { attrs } = node;
    tr.setNodeMarkup(at, undefined, {
      ...attrs,
      kept: keptWithLanguage(attrs["kept"], language),
      // Who writes it in both places means the same in both.
      language: attrs["language"] === null ? null : (language ?? null),
    });
  });
  return true;
}

export function isCode({ type }: Node): boolean {
  return type.name === "codeBlock";
}

import { EditorContent, useEditor } from "@tiptap/react";
import type { MouseEvent } from "react";
import { CodeBlock } from "../../../../code/code-block.tsx";
import { cspNonce } from "../../../../server/csp-nonce.ts";
import { webAddress } from "../../plain-values.ts";
import editorStyles from "./formatted-editor.module.css";
import styles from "./formatted-text.module.css";
import { hideStyles } from "./inline-styles.ts";
import { isLossless } from "./is-lossless.ts";
import { extensions } from "./schema.ts";

/** HTML to read: formatted as in its editor, or, where that would leave something out or do something, as it is written. */
export function FormattedText({
  html,
  label,
}: {
  readonly html: string;
  /** What it is, for screen readers. */
  readonly label: string;
}) {
  return isLossless(html) ? (
    <Formatted html={html} label={label} />
  ) : (
    <CodeBlock code={html} language="html" label={label} />
  );
}

function Formatted({ html, label }: Parameters<typeof FormattedText>[0]) {
  const editor = useEditor(
    {
      extensions,
      content: hideStyles(html),
      editable: false,
      injectNonce: cspNonce,
      editorProps: {
        attributes: {
          class: editorStyles["text"] ?? "",
          role: "group",
          "aria-label": label,
        },
      },
    },
    [html, label],
  );
  return (
    <EditorContent
      editor={editor}
      className={styles["content"]}
      onClick={openElsewhere}
    />
  );
}

/** Links to the web leave the admin open; others, as to mailboxes, do by themselves. */
function openElsewhere(event: MouseEvent): void {
  const { target } = event;
  const link = target instanceof Element ? target.closest("a") : null;
  const address = link === null ? undefined : webAddress(link.href);
  if (address === undefined) return;
  event.preventDefault();
  window.open(address, "_blank", "noopener,noreferrer");
}

import { EditorContent, useEditor } from "@tiptap/react";
import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { classes } from "../../../../components/classes.ts";
import type { FieldControl } from "../../../../components/fields/field.tsx";
import {
  matchesShortcut,
  parseShortcut,
} from "../../../../components/hooks/shortcut.ts";
import { cspNonce } from "../../../../server/csp-nonce.ts";
import styles from "./formatted-editor.module.css";
import { hideStyles, showStyles } from "./inline-styles.ts";
import { emptyText } from "./looks/last-direction.ts";
import { cleanPasted } from "./pasted/clean-pasted.ts";
import { extensions } from "./schema.ts";
import { Toolbar } from "./toolbar.tsx";
import { WordCount } from "./word-count.tsx";

const linkKeys = parseShortcut("Mod+K");

/** The editor of formatted text, with its tools. It can fill the window. */
export function FormattedEditor({
  label,
  labelId,
  control,
  isWrong,
  autoFocus,
  value,
  onChange,
}: {
  readonly label: string;
  readonly labelId: string;
  readonly control: FieldControl["control"];
  readonly isWrong: boolean;
  readonly autoFocus: boolean;
  readonly value: string;
  readonly onChange: (html: string) => void;
}) {
  const [isFull, setFull] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const linkButton = useRef<HTMLButtonElement>(null);
  const written = useRef(value);
  const tell = useEffectEvent((html: string) => {
    written.current = html;
    onChange(html);
  });

  const editor = useEditor({
    extensions,
    content: contentFor(value),
    injectNonce: cspNonce,
    autofocus: autoFocus && "start",
    // All of it with each rendering: what is left out is taken away then.
    editorProps: {
      transformPastedHTML: cleanPasted,
      attributes: textAttributes({ control, labelId, isWrong }),
    },
    onUpdate: ({ editor: changed }) => {
      tell(changed.isEmpty ? "" : showStyles(changed.getHTML()));
    },
  });

  // Another value than that which was written here comes from elsewhere.
  useEffect(() => {
    if (value === written.current) return;
    written.current = value;
    editor
      .chain()
      // It is as it is: addresses in it become no links.
      .setMeta("preventAutolink", true)
      .setContent(contentFor(value), { emitUpdate: false })
      .run();
  }, [editor, value]);

  // Escape is for it then, and not for the panel, which would hear of it before React tells of it here.
  useEffect(() => {
    if (!isFull) return undefined;
    const element = frame.current;
    const leave = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setFull(false);
    };
    element?.addEventListener("keydown", leave);
    return () => element?.removeEventListener("keydown", leave);
  }, [isFull]);

  // HTML's labels do this for its own controls alone.
  useEffect(() => {
    const element = document.getElementById(labelId);
    const focus = () => editor.commands.focus();
    element?.addEventListener("click", focus);
    return () => element?.removeEventListener("click", focus);
  }, [editor, labelId]);

  // In a text these keys mean this, and not what they mean to the page.
  function handleKey(event: KeyboardEvent): void {
    if (!matchesShortcut(event, linkKeys)) return;
    event.preventDefault();
    linkButton.current?.click();
  }

  return (
    <div
      ref={frame}
      data-fills-window={isFull || undefined}
      className={classes(
        styles["editor"],
        isWrong && styles["wrong"],
        isFull && styles["full"],
      )}
    >
      <Toolbar
        editor={editor}
        label={label}
        linkButton={linkButton}
        isFull={isFull}
        onFull={setFull}
      />
      <EditorContent
        editor={editor}
        className={styles["content"]}
        onKeyDown={handleKey}
      />
      <WordCount editor={editor} />
    </div>
  );
}

function contentFor(value: string): string {
  return value === "" ? emptyText() : hideStyles(value);
}

/** What assistive technology is told of the text, and how it looks. */
function textAttributes({
  control,
  labelId,
  isWrong,
}: Pick<
  Parameters<typeof FormattedEditor>[0],
  "control" | "labelId" | "isWrong"
>): Record<string, string> {
  const describedBy = control["aria-describedby"];
  return {
    id: control.id,
    class: styles["text"] ?? "",
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": labelId,
    ...(describedBy !== undefined && { "aria-describedby": describedBy }),
    ...(isWrong && { "aria-invalid": "true" }),
    ...(control["aria-required"] === true && { "aria-required": "true" }),
  };
}

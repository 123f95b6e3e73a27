import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  Bold,
  Code,
  Italic,
  List,
  ListOrdered,
  type LucideIcon,
  Maximize,
  Minimize,
  Minus,
  Quote,
  Redo2,
  RemoveFormatting,
  SquareCode,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
  Undo2,
} from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "../../../../components/button.tsx";
import { fill } from "../../../../text/index.ts";
import { richText as texts } from "../../../../text/rich-text.ts";
import { BlockMenu } from "./block-menu.tsx";
import { toggleCode } from "./code-samples/code-language.ts";
import { LanguageMenu } from "./code-samples/language-menu.tsx";
import { LinkTool } from "./link-tool.tsx";
import { AlignMenu } from "./looks/align-menu.tsx";
import { ColorTool } from "./looks/color-tool.tsx";
import { DirectionMenu } from "./looks/direction-menu.tsx";
import { MediaTools } from "./media-tools.tsx";
import { TableMenu } from "./table-menu.tsx";
import styles from "./toolbar.module.css";

/** A tool that changes the text at once. */
interface Tool {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: (editor: Editor) => void;
  readonly isOn?: (editor: Editor) => boolean;
  readonly canRun?: (editor: Editor) => boolean;
}

const marks: readonly Tool[] = [
  {
    label: texts.bold,
    icon: Bold,
    run: (editor) => editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive("bold"),
  },
  {
    label: texts.italic,
    icon: Italic,
    run: (editor) => editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive("italic"),
  },
  {
    label: texts.underline,
    icon: Underline,
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
    isOn: (editor) => editor.isActive("underline"),
  },
  {
    label: texts.strike,
    icon: Strikethrough,
    run: (editor) => editor.chain().focus().toggleStrike().run(),
    isOn: (editor) => editor.isActive("strike"),
  },
  {
    label: texts.code,
    icon: Code,
    run: (editor) => editor.chain().focus().toggleCode().run(),
    isOn: (editor) => editor.isActive("code"),
  },
  {
    label: texts.subscript,
    icon: Subscript,
    run: (editor) => editor.chain().focus().toggleMark("subscript").run(),
    isOn: (editor) => editor.isActive("subscript"),
  },
  {
    label: texts.superscript,
    icon: Superscript,
    run: (editor) => editor.chain().focus().toggleMark("superscript").run(),
    isOn: (editor) => editor.isActive("superscript"),
  },
];

const blocks: readonly Tool[] = [
  {
    label: texts.bulletList,
    icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive("bulletList"),
  },
  {
    label: texts.orderedList,
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive("orderedList"),
  },
  {
    label: texts.quote,
    icon: Quote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    isOn: (editor) => editor.isActive("blockquote"),
  },
  {
    label: texts.codeBlock,
    icon: SquareCode,
    run: toggleCode,
    isOn: (editor) => editor.isActive("codeBlock"),
  },
];

const dividers: readonly Tool[] = [
  {
    label: texts.rule,
    icon: Minus,
    run: (editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];

const changes: readonly Tool[] = [
  {
    label: texts.clear,
    icon: RemoveFormatting,
    run: (editor) => editor.chain().focus().unsetAllMarks().clearNodes().run(),
  },
  {
    label: texts.undo,
    icon: Undo2,
    run: (editor) => editor.chain().focus().undo().run(),
    canRun: (editor) => editor.can().undo(),
  },
  {
    label: texts.redo,
    icon: Redo2,
    run: (editor) => editor.chain().focus().redo().run(),
    canRun: (editor) => editor.can().redo(),
  },
];

/** What can be done with the text. The arrow keys lead from tool to tool. */
export function Toolbar({
  editor,
  label,
  linkButton,
  isFull,
  onFull,
}: {
  readonly editor: Editor;
  /** Of the field. */
  readonly label: string;
  /** For who presses it otherwise. */
  readonly linkButton: RefObject<HTMLButtonElement | null>;
  readonly isFull: boolean;
  readonly onFull: (isFull: boolean) => void;
}) {
  return (
    <Base.Root
      className={styles["toolbar"]}
      aria-label={fill(texts.toolbar, { field: label })}
    >
      <BlockMenu editor={editor} />
      <AlignMenu editor={editor} />
      <DirectionMenu editor={editor} />
      <Base.Separator className={styles["separator"]} />
      <Tools editor={editor} tools={marks} />
      <ColorTool editor={editor} part="color" />
      <ColorTool editor={editor} part="background-color" />
      <Base.Separator className={styles["separator"]} />
      <Tools editor={editor} tools={blocks} />
      <LanguageMenu editor={editor} />
      <Tools editor={editor} tools={dividers} />
      <Base.Separator className={styles["separator"]} />
      <LinkTool editor={editor} button={linkButton} />
      <MediaTools editor={editor} />
      <TableMenu editor={editor} />
      <Base.Separator className={styles["separator"]} />
      <Tools editor={editor} tools={changes} />
      <Base.Button
        render={
          <IconButton
            icon={isFull ? Minimize : Maximize}
            size="small"
            label={isFull ? texts.leaveFullscreen : texts.fullscreen}
            pressed={isFull}
            onClick={() => onFull(!isFull)}
          />
        }
      />
    </Base.Root>
  );
}

function Tools({
  editor,
  tools,
}: {
  readonly editor: Editor;
  readonly tools: readonly Tool[];
}) {
  const states = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      tools.map(({ isOn, canRun }) => ({
        isOn: isOn?.(now),
        canRun: canRun?.(now) ?? true,
      })),
  });
  return tools.map(({ label, icon, run }, index) => (
    <Base.Button
      key={label}
      disabled={states[index]?.canRun === false}
      render={
        <IconButton
          icon={icon}
          size="small"
          label={label}
          pressed={states[index]?.isOn}
          onClick={() => run(editor)}
        />
      }
    />
  ));
}

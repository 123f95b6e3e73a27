import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  type LucideIcon,
} from "lucide-react";
import { IconButton } from "../../../../../components/button.tsx";
import { Menu } from "../../../../../components/overlays/menu.tsx";
import { richText as texts } from "../../../../../text/rich-text.ts";
import {
  alignBlocks,
  type Alignment,
  alignmentAt,
  alignments,
} from "./align-blocks.ts";

const shown: Readonly<
  Record<Alignment, { readonly label: string; readonly icon: LucideIcon }>
> = {
  left: { label: texts.alignLeft, icon: AlignLeft },
  center: { label: texts.alignCenter, icon: AlignCenter },
  right: { label: texts.alignRight, icon: AlignRight },
  justify: { label: texts.alignJustify, icon: AlignJustify },
};

/** Aligns paragraphs and pictures; what is chosen again is taken back. */
export function AlignMenu({ editor }: { readonly editor: Editor }) {
  const { alignment, isImage } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      alignment: alignmentAt(now.state),
      isImage: now.isActive("image"),
    }),
  });
  return (
    <Menu
      label={texts.align}
      align="start"
      trigger={
        <Base.Button
          render={
            <IconButton
              icon={shown[alignment ?? "left"].icon}
              size="small"
              label={texts.align}
              pressed={alignment !== undefined}
            />
          }
        />
      }
      items={alignments
        // A picture has no lines to fill.
        .filter((one) => !(isImage && one === "justify"))
        .map((one) => ({
          label: shown[one].label,
          checked: alignment === one,
          closes: true,
          onSelect: () =>
            alignBlocks(editor, alignment === one ? undefined : one),
        }))}
    />
  );
}

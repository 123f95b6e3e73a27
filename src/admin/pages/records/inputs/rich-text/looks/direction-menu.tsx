import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { PilcrowLeft, PilcrowRight } from "lucide-react";
import { IconButton } from "../../../../../components/button.tsx";
import { useStored } from "../../../../../components/hooks/use-stored.ts";
import { Menu } from "../../../../../components/overlays/menu.tsx";
import { richText as texts } from "../../../../../text/rich-text.ts";
import { directBlocks, directionAt } from "./direct-blocks.ts";
import { lastDirection } from "./last-direction.ts";

const choices = [
  { direction: "ltr", label: texts.leftToRight },
  { direction: "rtl", label: texts.rightToLeft },
] as const;

/** Has paragraphs and lists read from the left or from the right. New texts begin as was chosen last. */
export function DirectionMenu({ editor }: { readonly editor: Editor }) {
  const [, remember] = useStored(...lastDirection);
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => directionAt(state),
  });
  return (
    <Menu
      label={texts.direction}
      align="start"
      trigger={
        <Base.Button
          render={
            <IconButton
              icon={now === "rtl" ? PilcrowLeft : PilcrowRight}
              size="small"
              label={texts.direction}
              pressed={now === "rtl"}
            />
          }
        />
      }
      items={choices.map(({ direction, label }) => ({
        label,
        checked: now === direction,
        closes: true,
        onSelect: () => {
          remember(direction);
          directBlocks(editor, direction);
        },
      }))}
    />
  );
}

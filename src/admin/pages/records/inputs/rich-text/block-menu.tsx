import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Heading } from "lucide-react";
import { IconButton } from "../../../../components/button.tsx";
import { Menu } from "../../../../components/overlays/menu.tsx";
import { fill } from "../../../../text/index.ts";
import { richText as texts } from "../../../../text/rich-text.ts";
import { nameLanguage } from "./code-samples/code-language.ts";

const levels = [1, 2, 3, 4, 5, 6] as const;

/** Makes a paragraph a heading, or a heading a paragraph. */
export function BlockMenu({ editor }: { readonly editor: Editor }) {
  const level = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      levels.find((one) => now.isActive("heading", { level: one })),
  });
  function change(to: (chain: ChainedCommands) => ChainedCommands): void {
    const chain = editor.chain().focus();
    // A language is of code alone.
    to(chain.command(({ tr }) => nameLanguage(tr, undefined))).run();
  }
  return (
    <Menu
      label={texts.block}
      align="start"
      trigger={
        <Base.Button
          render={
            <IconButton
              icon={Heading}
              size="small"
              label={texts.block}
              pressed={level !== undefined}
            />
          }
        />
      }
      items={[
        {
          label: texts.paragraph,
          checked: level === undefined,
          closes: true,
          onSelect: () => change((chain) => chain.setParagraph()),
        },
        ...levels.map((one) => ({
          label: fill(texts.heading, { level: one }),
          checked: level === one,
          closes: true,
          onSelect: () => change((chain) => chain.setHeading({ level: one })),
        })),
      ]}
    />
  );
}

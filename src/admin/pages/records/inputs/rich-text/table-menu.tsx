import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Table2 } from "lucide-react";
import { IconButton } from "../../../../components/button.tsx";
import { Menu, type MenuItem } from "../../../../components/overlays/menu.tsx";
import { richText as texts } from "../../../../text/rich-text.ts";

/** Puts a table into the text, or changes the one that the cursor is in. */
export function TableMenu({ editor }: { readonly editor: Editor }) {
  const isInside = useEditorState({
    editor,
    selector: ({ editor: now }) => now.isActive("table"),
  });
  function item(
    label: string,
    change: (chain: ChainedCommands) => ChainedCommands,
    more: Partial<MenuItem> = {},
  ): MenuItem {
    return {
      label,
      onSelect: () => change(editor.chain().focus()).run(),
      ...more,
    };
  }
  const inside = [
    item(texts.rowAbove, (chain) => chain.addRowBefore()),
    item(texts.rowBelow, (chain) => chain.addRowAfter()),
    item(texts.columnLeft, (chain) => chain.addColumnBefore()),
    item(texts.columnRight, (chain) => chain.addColumnAfter()),
    item(texts.headerRow, (chain) => chain.toggleHeaderRow(), {
      separatorBefore: true,
    }),
    item(texts.mergeCells, (chain) => chain.mergeOrSplit()),
    item(texts.deleteRow, (chain) => chain.deleteRow(), {
      separatorBefore: true,
    }),
    item(texts.deleteColumn, (chain) => chain.deleteColumn()),
    item(texts.deleteTable, (chain) => chain.deleteTable(), { kind: "danger" }),
  ];
  const outside = [
    item(texts.insertTable, (chain) =>
      chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    ),
  ];
  return (
    <Menu
      label={texts.table}
      align="start"
      trigger={
        <Base.Button
          render={
            <IconButton
              icon={Table2}
              size="small"
              label={texts.table}
              pressed={isInside}
            />
          }
        />
      }
      items={isInside ? inside : outside}
    />
  );
}

import type { Editor } from "@tiptap/core";
import { type EditorState, NodeSelection } from "@tiptap/pm/state";
import { beginChange } from "../begin-change.ts";
import { keptStyle, withKeptStyle } from "./kept-styles.ts";

export const alignments = ["left", "center", "right", "justify"] as const;

export type Alignment = (typeof alignments)[number];

type Look = Readonly<Record<string, string | undefined>>;

/** How a picture lies: words flow around it, or it has its lines for itself. */
const picture: Readonly<Record<Alignment | "none", Look>> = {
  none: look(),
  left: look({ float: "left" }),
  center: look({
    display: "block",
    "margin-left": "auto",
    "margin-right": "auto",
  }),
  right: look({ float: "right" }),
  justify: look(),
};

/** All that an alignment of a picture sets, so that one takes back what another did. */
function look(set: Look = {}): Look {
  return {
    float: undefined,
    display: undefined,
    "margin-left": undefined,
    "margin-right": undefined,
    ...set,
  };
}

/** How the paragraph with the cursor, or the picture that is selected, is aligned; undefined if that is not said. */
export function alignmentAt({ selection }: EditorState): Alignment | undefined {
  if (selection instanceof NodeSelection && isPicture(selection)) {
    const { node } = selection;
    const float = keptStyle(node, "float");
    if (float === "left" || float === "right") return float;
    return keptStyle(node, "margin-left") === "auto" ? "center" : undefined;
  }
  const written = keptStyle(selection.$from.parent, "text-align");
  return alignments.find((one) => one === written?.toLowerCase());
}

/** Aligns the paragraphs that are selected, or the picture; undefined leaves it to the page. */
export function alignBlocks(
  editor: Editor,
  alignment: Alignment | undefined,
): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      const { selection } = tr;
      beginChange(tr);
      if (selection instanceof NodeSelection && isPicture(selection)) {
        const { node, from } = selection;
        const attrs = withKeptStyle(node, picture[alignment ?? "none"]);
        tr.setNodeMarkup(from, undefined, attrs, node.marks);
        tr.setSelection(NodeSelection.create(tr.doc, from));
        return true;
      }
      for (const { $from, $to } of selection.ranges) {
        state.doc.nodesBetween($from.pos, $to.pos, (node, at) => {
          if (!node.isTextblock) return;
          const attrs = withKeptStyle(node, { "text-align": alignment });
          if (attrs !== node.attrs) tr.setNodeMarkup(at, undefined, attrs);
        });
      }
      return true;
    })
    .run();
}

function isPicture({ node }: NodeSelection): boolean {
  return node.type.name === "image";
}

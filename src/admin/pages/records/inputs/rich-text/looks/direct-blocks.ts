import type { Editor } from "@tiptap/core";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { beginChange } from "../begin-change.ts";
import { keptValue, setKept } from "../kept-attributes.ts";

export type Direction = "ltr" | "rtl";

/** The direction of the text with the cursor. */
export function directionAt({ selection }: EditorState): Direction {
  return directionFrom(selection.$from, selection.$from.depth);
}

/** Has the paragraphs that are selected read in a direction; of lists, the whole list, so that its signs are at the right side. */
export function directBlocks(editor: Editor, direction: Direction): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      beginChange(tr);
      for (const { $from, $to } of tr.selection.ranges) {
        state.doc.nodesBetween($from.pos, $to.pos, (node, at) => {
          if (!node.isTextblock) return;
          const $inside = tr.doc.resolve(at + 1);
          const depth = directedDepth($inside);
          // Inside of a list that is directed, what was said of its paragraphs is no more.
          for (let below = depth + 1; below <= $inside.depth; below++) {
            direct($inside, below, undefined);
          }
          const isImplied = directionFrom($inside, depth - 1) === direction;
          direct($inside, depth, isImplied ? undefined : direction);
        });
      }
      return true;

      function direct(
        $inside: ResolvedPos,
        depth: number,
        value: Direction | undefined,
      ): void {
        const { attrs } = $inside.node(depth);
        if (keptValue(attrs["kept"], "dir") === value) return;
        const kept = setKept(attrs["kept"], "dir", value);
        tr.setNodeMarkup($inside.before(depth), undefined, { ...attrs, kept });
      }
    })
    .run();
}

/** How deep what is directed lies: the nearest list around a paragraph, or the paragraph. */
function directedDepth($inside: ResolvedPos): number {
  const { depth } = $inside;
  const isItem = depth > 2 && $inside.node(depth - 1).type.name === "listItem";
  return isItem ? depth - 2 : depth;
}

function directionFrom($inside: ResolvedPos, depth: number): Direction {
  for (let at = depth; at > 0; at--) {
    const direction = directionOf($inside.node(at));
    if (direction !== undefined) return direction;
  }
  return "ltr";
}

function directionOf({ attrs }: Node): Direction | undefined {
  const direction = keptValue(attrs["kept"], "dir")?.toLowerCase();
  return direction === "ltr" || direction === "rtl" ? direction : undefined;
}

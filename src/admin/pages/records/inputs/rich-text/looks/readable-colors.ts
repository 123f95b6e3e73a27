import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { ColoredPart } from "./color-text.ts";
import { contrast } from "../../../../../shell/readable-color.ts";
import { readColor } from "./css-color.ts";
import { keptStyle, type Carrier } from "./kept-styles.ts";

const key = new PluginKey<DecorationSet>("readableColors");

/**
 * Keeps coloured text readable in either scheme of the admin. The text's own colours show as they are; where it has one for
 * the letters alone, or for what is behind them alone, and the scheme's other one would hide it, the other is put in its place.
 * What is stored does not change.
 */
export const ReadableColors = Extension.create({
  name: "readableColors",
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: (_, { doc }) => decorate(doc),
        apply: ({ docChanged, doc }, before) =>
          docChanged ? decorate(doc) : before,
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

function decorate(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!node.isText) return;
    const $at = doc.resolve(at);
    const around: Carrier[] = [];
    for (let depth = 1; depth <= $at.depth; depth++) {
      around.push($at.node(depth));
    }
    const name = classFor([...around, ...node.marks]);
    if (name === undefined) return;
    const end = at + node.nodeSize;
    found.push(Decoration.inline(at, end, { class: name }));
  });
  return DecorationSet.create(doc, found);
}

/** @param carriers from the outermost to the innermost */
function classFor(carriers: readonly Carrier[]): string | undefined {
  const letters = nearest(carriers, "color");
  const behind = nearest(carriers, "background-color");
  if (behind !== undefined && letters === undefined) {
    const isLight = contrast(behind, "#000000") > contrast(behind, "#ffffff");
    return isLight ? "on-light" : "on-dark";
  }
  if (letters === undefined || behind !== undefined) return undefined;
  if (contrast(letters, "#ffffff") < readable) return "light-ink";
  if (contrast(letters, "#1c1c1c") < readable) return "dark-ink";
  return undefined;
}

/** The least contrast that one can read by: a little less than for text that is read for long. */
const readable = 3;

function nearest(
  carriers: readonly Carrier[],
  part: ColoredPart,
): string | undefined {
  for (const carrier of carriers.toReversed()) {
    const color = readColor(keptStyle(carrier, part) ?? "");
    if (color !== undefined && color.alpha >= 0.5) return color.hex;
  }
  return undefined;
}

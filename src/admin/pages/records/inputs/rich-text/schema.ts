import { Extension, type Extensions, Mark } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";
import { Table, TableKit } from "@tiptap/extension-table";
import type { Node } from "@tiptap/pm/model";
import { StarterKit } from "@tiptap/starter-kit";
import { ColoredSamples } from "./code-samples/colored-samples.ts";
import { CodeSample } from "./code-samples/code-sample.ts";
import { ShownSelection } from "./shown-selection.ts";
import { keptAttributes, withStyle } from "./kept-attributes.ts";
import { Media } from "./media.ts";
import { ReadableColors } from "./looks/readable-colors.ts";
import { TypedLink } from "./typed-links.ts";

/** Text in a span, which keeps what the span says of it. */
const Span = Mark.create({
  name: "span",
  // Around bold text and the like, within links.
  priority: 900,
  // Several may lie in each other.
  excludes: "",
  parseHTML: () => [{ tag: "span" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

const Subscript = Mark.create({
  name: "subscript",
  parseHTML: () => [{ tag: "sub" }],
  renderHTML: ({ HTMLAttributes }) => ["sub", HTMLAttributes, 0],
});

const Superscript = Mark.create({
  name: "superscript",
  parseHTML: () => [{ tag: "sup" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, 0],
});

/** Tables without widths of our own; those that came with one keep it. */
const PlainTable = Table.extend({
  addAttributes: () => ({
    columns: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => {
        const columns = element.querySelectorAll(":scope > colgroup > col");
        const kept = Array.from(columns, keptAttributes);
        return kept.length > 0 ? kept : null;
      },
    },
  }),
  renderHTML: ({ node, HTMLAttributes }) => {
    const columns: unknown = node.attrs["columns"];
    const body = ["tbody", 0] as const;
    // With another column than it came with, they mean nothing.
    const isSame =
      Array.isArray(columns) && columns.length === columnsIn(node.firstChild);
    return isSame
      ? [
          "table",
          HTMLAttributes,
          ["colgroup", ...columns.map((kept) => ["col", withStyle(kept)])],
          body,
        ]
      : ["table", HTMLAttributes, body];
  },
});

function columnsIn(row: Node | null): number {
  let count = 0;
  row?.forEach(({ attrs }) => {
    count += Number(attrs["colspan"] ?? 1);
  });
  return count;
}

/** Attributes that an element has of its own, and so are not kept twice. */
const own: Readonly<Record<string, readonly string[]>> = {
  link: ["href", "target", "rel", "class", "title"],
  image: ["src", "alt", "title", "width", "height"],
  tableCell: ["colspan", "rowspan", "colwidth", "align"],
  tableHeader: ["colspan", "rowspan", "colwidth", "align"],
  orderedList: ["start", "type"],
};

const carriers = [
  "paragraph",
  "heading",
  "blockquote",
  "bulletList",
  "orderedList",
  "listItem",
  "codeBlock",
  "horizontalRule",
  "image",
  "media",
  "table",
  "tableRow",
  "tableCell",
  "tableHeader",
  "link",
  "span",
  "bold",
  "italic",
  "underline",
  "strike",
  "code",
  "subscript",
  "superscript",
] as const;

/** Whatever other editors and people have written on elements: it means nothing here, and stays. */
const Kept = Extension.create({
  name: "kept",
  addGlobalAttributes: () =>
    carriers.map((type) => ({
      types: [type],
      attributes: {
        kept: {
          default: null,
          parseHTML: (element: HTMLElement) => {
            const kept = Object.entries(keptAttributes(element)).filter(
              ([name]) => own[type]?.includes(name) !== true,
            );
            return kept.length > 0 ? Object.fromEntries(kept) : null;
          },
          renderHTML: ({ kept }: Record<string, unknown>) => withStyle(kept),
        },
      },
    })),
});

/** All that the editor knows. It sees no inline styles (see `hideStyles`), so that they stay with what has them. */
export const extensions: Extensions = [
  StarterKit.configure({
    // It would change the text by itself.
    trailingNode: false,
    // These are our own.
    link: false,
    codeBlock: false,
  }),
  TypedLink,
  CodeSample,
  Subscript,
  Superscript,
  Span,
  Media,
  Image.configure({ inline: true, allowBase64: true }),
  TableKit.configure({ table: false }),
  PlainTable.configure({ resizable: false }),
  Kept,
  ShownSelection,
  ReadableColors,
  ColoredSamples,
];

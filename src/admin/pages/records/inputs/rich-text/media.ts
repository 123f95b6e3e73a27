import { Node } from "@tiptap/core";
import type { DOMOutputSpec } from "@tiptap/pm/model";
import { keptAttributes, withStyle } from "./kept-attributes.ts";

/** What is in a film or a sound: its sources, and what browsers show that cannot play it. */
type Part =
  | string
  | {
      readonly tag: string;
      readonly kept: Readonly<Record<string, string>>;
      readonly parts: readonly Part[];
    };

/** Films and sounds, which play in the text. They are moved and deleted as a whole. */
export const Media = Node.create({
  name: "media",
  inline: true,
  group: "inline",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    tag: {
      default: "video",
      rendered: false,
      parseHTML: ({ localName }: HTMLElement) => localName,
    },
    parts: {
      default: [],
      rendered: false,
      parseHTML: partsOf,
    },
  }),
  parseHTML: () => [{ tag: "video" }, { tag: "audio" }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { tag, parts }: MediaAttributes = node.attrs;
    return [
      tag === "audio" ? "audio" : "video",
      HTMLAttributes,
      ...(parts ?? []).map(describe),
    ];
  },
});

interface MediaAttributes {
  readonly tag?: "video" | "audio";
  readonly parts?: readonly Part[];
}

function partsOf(element: Element): readonly Part[] {
  return Array.from(element.childNodes).flatMap((node): readonly Part[] => {
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element)) return [];
    const kept = keptAttributes(node);
    return [{ tag: node.localName, kept, parts: partsOf(node) }];
  });
}

function describe(part: Part): string | DOMOutputSpec {
  return typeof part === "string"
    ? part
    : [part.tag, withStyle(part.kept), ...part.parts.map(describe)];
}

/** A file that plays, as it comes into a text. */
export function mediaContent(tag: "video" | "audio", src: string) {
  const kept = {
    controls: "controls",
    ...(tag === "video" && { width: "300" }),
    src,
  };
  return { type: Media.name, attrs: { tag, kept } };
}

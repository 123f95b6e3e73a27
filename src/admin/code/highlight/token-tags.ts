import {
  type Highlighter,
  type Tag,
  tagHighlighter,
  tags,
} from "@lezer/highlight";
import { tokenClass, type TokenKind } from "./token-kind.ts";

/** What the parsers call tokens, by how they are drawn. */
const tagsOf: Readonly<Record<TokenKind, readonly Tag[]>> = {
  name: [
    tags.propertyName,
    tags.attributeName,
    tags.tagName,
    tags.definition(tags.variableName),
    tags.special(tags.name),
  ],
  text: [
    tags.string,
    tags.special(tags.string),
    tags.attributeValue,
    tags.regexp,
    tags.character,
  ],
  number: [tags.number, tags.color, tags.unit],
  keyword: [
    tags.keyword,
    tags.bool,
    tags.null,
    tags.atom,
    tags.self,
    tags.modifier,
    tags.meta,
    tags.typeName,
    tags.standard(tags.name),
  ],
  comment: [tags.comment],
  function: [
    tags.function(tags.variableName),
    tags.function(tags.propertyName),
    tags.className,
  ],
  modifier: [tags.escape],
  operator: [tags.operator, tags.punctuation, tags.angleBracket],
  strong: [tags.strong, tags.heading],
  link: [tags.link],
};

/** The tags with their classes, as highlighters take them. */
export const tagClasses = Object.entries(tagsOf).map(([kind, tag]) => ({
  tag,
  class: tokenClass(kind as TokenKind),
}));

export const highlighter: Highlighter = tagHighlighter(tagClasses);

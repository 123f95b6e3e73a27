import type { Node } from "@tiptap/pm/model";

/**
 * Words of a document: what the language takes for one, also where no spaces are between them.
 *
 * @see https://tc39.es/ecma402/#segmenter-objects
 */
export function countWords(document: Node): number {
  let count = 0;
  document.descendants((block) => {
    if (!block.isTextblock) return true;
    count += wordsOfBlock(block);
    return false;
  });
  return count;
}

/** Blocks never change: another one takes the place of one that is edited, so the others need not be read again. */
const counted = new WeakMap<Node, number>();

function wordsOfBlock(block: Node): number {
  const known = counted.get(block);
  if (known !== undefined) return known;
  const text = block.textBetween(0, block.content.size, " ", " ");
  const count = wordsOf(text);
  counted.set(block, count);
  return count;
}

/** Not in all browsers that the admin runs in. */
const segmenter =
  "Segmenter" in Intl
    ? new Intl.Segmenter(undefined, { granularity: "word" })
    : undefined;

function wordsOf(text: string): number {
  if (segmenter === undefined) {
    return (
      text.match(/[\p{L}\p{M}\p{N}]+(?:['’.][\p{L}\p{M}\p{N}]+)*/gu)?.length ??
      0
    );
  }
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) count += 1;
  }
  return count;
}

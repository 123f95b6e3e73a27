const indent = "  ";
const pieces = /"(?:[^"\\]|\\[^])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Breaks JSON into lines, or brings those that it has in order. Values stay as they are written: numbers larger than
 * JavaScript's and repeated names are not lost.
 *
 * @param text must be JSON
 */
export function formatJson(text: string): string {
  let formatted = "";
  let depth = 0;
  const breakLine = () => {
    formatted += `\n${indent.repeat(depth)}`;
  };
  let last = "";
  for (const [piece] of text.matchAll(pieces)) {
    const isClosing = piece === "}" || piece === "]";
    if (isClosing) depth--;
    const isAfterOpening = last === "{" || last === "[";
    // Empty ones stay together.
    if (isAfterOpening ? !isClosing : isClosing || last === ",") breakLine();
    formatted += piece === ":" ? ": " : piece;
    if (piece === "{" || piece === "[") depth++;
    last = piece;
  }
  return formatted;
}

/** Takes a list apart: at commas, semicolons and line breaks, or, where there are none, at spaces. */
export function splitTags(text: string): string[] {
  const separator = /[,;\n]/.test(text) ? /[,;\n]/ : /\s+/;
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

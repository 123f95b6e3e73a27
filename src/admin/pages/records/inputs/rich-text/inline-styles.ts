/**
 * Inline styles under another name. The content security policy lets no HTML that a script reads have them, not even where
 * nothing of it is shown; and what the browser makes of them is not always what was written.
 */
export const hiddenStyle = "data-kept-style";

const tags = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** The same HTML with its inline styles under the other name. */
export function hideStyles(html: string): string {
  return html.replace(tags, (tag) =>
    // What is in quotes is no name of an attribute.
    tag.replace(
      /("[^"]*"|'[^']*')|(?<=[\s"'/])style(?=\s*=)/gi,
      (part, quoted?: string) => quoted ?? (part && hiddenStyle),
    ),
  );
}

/** HTML as the browser writes it, with the inline styles as they were written. */
export function showStyles(html: string): string {
  return html.replace(tags, (tag) =>
    tag
      .replace(/ style="[^"]*"/g, "")
      .replaceAll(` ${hiddenStyle}=`, " style="),
  );
}

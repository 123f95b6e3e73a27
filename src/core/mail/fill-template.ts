/** What stands for a placeholder, by its name without braces: `TOKEN`, `RECORD:name`. Plain text. */
export type Placeholders = ReadonlyMap<string, string>;

/** A subject with its placeholders filled in: one line of plain text. */
export function fillSubject(template: string, values: Placeholders): string {
  return toOneLine(fill(template, values, (value) => value));
}

/** A body (HTML) with its placeholders filled in, so that a value shows as the text that it is, in attributes, too. */
export function fillBody(template: string, values: Placeholders): string {
  return fill(template, values, escapeHtml);
}

/** The text in one line, without anything that could begin another header. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

const placeholder = /\{([A-Z_]+(?::[^{}]+)?)\}/g;

/** In one pass: a placeholder within a value stays what the user wrote. Those without a value stay, too. */
function fill(
  template: string,
  values: Placeholders,
  write: (value: string) => string,
): string {
  return template.replaceAll(
    placeholder,
    (found: string, name: string, start: number) => {
      const value = values.get(name);
      if (value === undefined) return found;
      // "{APP_URL}/reset" with a URL that ends in a slash
      const isDoubled =
        name === "APP_URL" &&
        value.endsWith("/") &&
        template[start + found.length] === "/";
      return write(isDoubled ? value.slice(0, -1) : value);
    },
  );
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (character) => entities[character] ?? character,
  );
}

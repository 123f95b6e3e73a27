/** Characters of a rich text that stand for it. */
const length = 80;

/** The beginning of a rich text, without its markup. Nothing in it is run or loaded. */
export function textExcerpt(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const text = (body.textContent ?? "").replaceAll(/\s+/g, " ").trim();
  return text.length > length ? `${text.slice(0, length).trimEnd()} …` : text;
}

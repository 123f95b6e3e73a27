import { Parser } from "htmlparser2";

/** Elements that are no text to read. */
const left = new Set(
  "head style script iframe embed applet object svg img picture dialog template button form textarea input select option".split(
    " ",
  ),
);

/** Elements that run along in their line; all others stand apart from what is around them. */
const inline = new Set(
  "a abbr acronym b bdo big br button cite code em i label q small span strong strike sub sup time".split(
    " ",
  ),
);

/**
 * The beginning of a text that may be HTML, as plain text with its white space collapsed.
 *
 * @param max characters, without the ellipsis
 */
export function excerpt(
  html: string,
  max: number,
  withEllipsis: boolean,
): string {
  const text = plainText(html, max);
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const cut = characters.slice(0, max).join("").trim();
  return withEllipsis ? `${cut}...` : cut;
}

/** Reads until there are more bytes than `max` (some text beyond may follow). */
function plainText(html: string, max: number): string {
  let text = "";
  let bytes = 0;
  let endsInSpace = false;
  /** Per open element, whether its content is left out. */
  const skipping: boolean[] = [];
  const space = () => {
    if (endsInSpace) return;
    text += " ";
    bytes++;
    endsInSpace = true;
  };
  const parser = new Parser({
    onopentag(name) {
      const skipped = skipping.at(-1) === true;
      const excluded = left.has(name);
      if (!skipped && !excluded && !inline.has(name)) space();
      skipping.push(skipped || excluded || bytes > max + 2);
    },
    onclosetag(name) {
      skipping.pop();
      const shown = skipping.at(-1) !== true && !left.has(name);
      if (shown && !inline.has(name)) space();
    },
    ontext(data) {
      if (skipping.at(-1) === true) return;
      let added = data.replace(/[\t\n\f\r ]+/g, " ");
      if (endsInSpace && added.startsWith(" ")) added = added.slice(1);
      if (added === "") return;
      endsInSpace = added.endsWith(" ");
      text += added;
      bytes += Buffer.byteLength(added);
    },
  });
  parser.end(html);
  return text.trim();
}

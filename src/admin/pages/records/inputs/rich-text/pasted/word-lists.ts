import { stylesOf } from "./styles-of.ts";

interface OpenList {
  readonly element: HTMLElement;
  /** From 1, the outermost. */
  readonly level: number;
}

/** Makes lists of what Word copies as paragraphs with a sign in front, whose styles alone say that they are items. */
export function foldWordLists(body: HTMLElement): void {
  let open: OpenList[] = [];
  for (const paragraph of body.querySelectorAll("p")) {
    const level = levelOf(paragraph);
    if (level === undefined) continue;
    if (paragraph.previousElementSibling !== open[0]?.element) open = [];
    const sign = takeSign(paragraph);
    const tag = /^[\p{L}\p{N}]+[.)]$/u.test(sign) ? "ol" : "ul";
    open = open.filter(
      (list) =>
        list.level < level ||
        (list.level === level && list.element.localName === tag),
    );
    if (open.at(-1)?.level !== level) {
      const element = paragraph.ownerDocument.createElement(tag);
      const first = Number.parseInt(sign, 10);
      if (first > 1) element.setAttribute("start", String(first));
      const outer = open.at(-1)?.element.lastElementChild;
      if (outer) outer.append(element);
      else paragraph.before(element);
      open.push({ element, level });
    }
    const item = paragraph.ownerDocument.createElement("li");
    open.at(-1)?.element.append(item);
    item.append(paragraph);
  }
}

function levelOf(paragraph: Element): number | undefined {
  const list = stylesOf(paragraph).get("mso-list") ?? "";
  const [, level] = /\blevel(\d)/.exec(list) ?? [];
  return level === undefined ? undefined : Number(level);
}

/** The sign or number in front, which is taken away. */
function takeSign(paragraph: Element): string {
  const sign = Array.from(paragraph.querySelectorAll("span")).find(
    (span) => stylesOf(span).get("mso-list") === "ignore",
  );
  sign?.remove();
  return sign?.textContent.trim() ?? "";
}

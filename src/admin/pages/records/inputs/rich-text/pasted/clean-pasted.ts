import { hideStyles, showStyles } from "../inline-styles.ts";
import { sliceAttribute } from "../kept-attributes.ts";
import { stylesOf } from "./styles-of.ts";
import { foldWordLists } from "./word-lists.ts";

/**
 * Pasted HTML as it goes into a text: what it says and how it is marked, but not how it looked where it comes from. What was
 * copied in this editor stays as it is.
 */
export function cleanPasted(html: string): string {
  // Styles of others are dropped there, too.
  if (html.includes(sliceAttribute)) return hideStyles(showStyles(html));
  // Not even to be read by the browser: the content security policy forbids it.
  const readable = hideStyles(html).replace(
    /<style\b[\s\S]*?<\/style\s*>/gi,
    "",
  );
  const { body } = new DOMParser().parseFromString(readable, "text/html");
  for (const element of body.querySelectorAll(leftOut)) element.remove();
  foldWordLists(body);
  for (const element of body.querySelectorAll(unmarked))
    unwrapUnlessSo(element);
  for (const span of body.querySelectorAll("span")) {
    markAsStyled(span);
    span.replaceWith(...span.childNodes);
  }
  for (const element of body.querySelectorAll("*")) keepMeaning(element);
  return body.innerHTML;
}

/** Fillers of word processors and browsers, pictures on a disk that nobody else has, and what plays on another page. */
const leftOut =
  "o\\:p, br.Apple-interchange-newline, img[src^='file:' i], video, audio";

const unmarked = "b, strong, i, em";

/** A mark that its style takes back: what Google's editor wraps all that is copied in. */
function unwrapUnlessSo(element: Element): void {
  const { weight, slant } = lookOf(element);
  const value = /^(?:b|strong)$/.test(element.localName) ? weight : slant;
  if (/^(?:normal|[1-4]00)$/.test(value)) {
    element.replaceWith(...element.childNodes);
  }
}

/** Puts the marks that a span's style stands for around what is in it. */
function markAsStyled(span: Element): void {
  const { weight, slant, line, raise } = lookOf(span);
  const isLink = span.closest("a") !== null;
  const marks = [
    /^(?:bold|bolder|[6-9]00)$/.test(weight) && "strong",
    /^(?:italic|oblique)/.test(slant) && "em",
    /\bunderline\b/.test(line) && !isLink && "u",
    /\bline-through\b/.test(line) && "s",
    /^(?:sub|super)$/.test(raise) && raise.slice(0, 3),
  ];
  for (const mark of marks) {
    if (mark === false) continue;
    const element = span.ownerDocument.createElement(mark);
    element.append(...span.childNodes);
    span.append(element);
  }
}

function lookOf(element: Element) {
  const styles = stylesOf(element);
  const of = (name: string) => styles.get(name) ?? "";
  return {
    weight: of("font-weight"),
    slant: of("font-style"),
    line: `${of("text-decoration")} ${of("text-decoration-line")}`,
    raise: of("vertical-align"),
  };
}

/** Attributes that say something, by the names of elements. */
const meaning: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "title"],
  img: ["src", "alt", "title", "width", "height"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  ol: ["start", "type"],
};

function keepMeaning(element: Element): void {
  const kept = meaning[element.localName] ?? [];
  for (const { name, value } of Array.from(element.attributes)) {
    const isLanguage =
      /^(?:code|pre)$/.test(element.localName) && /^language-\S+$/.test(value);
    const isTold = (name === "dir" && value === "rtl") || isLanguage;
    if (!kept.includes(name) && !isTold) element.removeAttribute(name);
  }
}

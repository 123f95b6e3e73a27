import { hiddenStyle, hideStyles } from "./inline-styles.ts";
import { sliceAttribute } from "./kept-attributes.ts";

/** Names of the same. */
const synonyms: Readonly<Record<string, string>> = {
  b: "strong",
  i: "em",
  del: "s",
  strike: "s",
};

/** What lies around words, in whatever order. */
const around = new Set([
  "strong",
  "em",
  "s",
  "u",
  "code",
  "a",
  "span",
  "sub",
  "sup",
]);

/** What is there whether it is written or not. */
const implied = new Set(["tbody"]);

/**
 * HTML as what it says: two that differ only in how they are written (order of attributes and of what lies around words, white
 * space, paragraphs where there is just text) are the same text.
 */
export function canonicalHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(hideStyles(html), "text/html");
  const tokens: string[] = [];
  writeNodes(parsed.body, [], false, tokens);
  return tidy(tokens);
}

/** Between paragraphs; at the edge of anything else it says nothing. */
const pause = "¶";

function writeNodes(
  parent: Node,
  marks: readonly string[],
  isCode: boolean,
  tokens: string[],
): void {
  for (const node of parent.childNodes) {
    if (node instanceof Text) {
      writeText(node.data, marks, isCode, tokens);
    } else if (node instanceof Element) {
      writeElement(node, marks, isCode, tokens);
    } else {
      // A comment is something that can be lost.
      tokens.push(`<!${node.nodeName}${node.nodeValue ?? ""}>`);
    }
  }
}

function writeElement(
  element: Element,
  marks: readonly string[],
  isCode: boolean,
  tokens: string[],
): void {
  const name = element.localName;
  const tag = synonyms[name] ?? name;
  const attributes = attributesOf(element);
  const isBare = attributes === "";
  const opening = `<${tag}${attributes}>`;
  if (around.has(tag) && !(isCode && tag === "code")) {
    const isNothing = tag === "span" && isBare;
    const inner = isNothing ? marks : [...marks, opening];
    writeNodes(element, inner, isCode, tokens);
    return;
  }
  const isSilent =
    isBare && (tag === "p" || implied.has(tag) || (isCode && tag === "code"));
  tokens.push(isSilent ? pause : opening);
  writeNodes(element, marks, isCode || tag === "pre", tokens);
  tokens.push(isSilent ? pause : `</${tag}>`);
}

function writeText(
  data: string,
  marks: readonly string[],
  isCode: boolean,
  tokens: string[],
): void {
  const text = isCode ? data : data.replaceAll(/[ \t\r\n\f]+/g, " ");
  if (text === "") return;
  // One token for each character that is not in the same words: joined below.
  tokens.push(`"${[...new Set(marks)].toSorted().join("")}|${text}`);
}

/** Without what says nothing: spaces and pauses at edges, breaks between words that are marked in the same way. */
function tidy(tokens: readonly string[]): string {
  const written: string[] = [];
  for (const token of tokens) {
    const last = written.at(-1) ?? "<>";
    if (token.startsWith('"')) {
      const at = token.indexOf("|") + 1;
      const before = token.slice(0, at);
      if (last.startsWith(before) && last.startsWith('"')) {
        written[written.length - 1] = last + token.slice(at);
      } else {
        written.push(token);
      }
    } else if (token === pause) {
      if (last !== pause) written.push(token);
    } else {
      written.push(token);
    }
  }
  const isEdge = (token: string | undefined) =>
    token === undefined || (token.startsWith("<") && !isInline(token));
  const trimmed = written
    .map((token, index) => {
      if (!token.startsWith('"')) return token;
      const at = token.indexOf("|") + 1;
      const [before, after] = [written[index - 1], written[index + 1]];
      let text = token.slice(at);
      if (isEdge(before) || before === pause) text = text.trimStart();
      if (isEdge(after) || after === pause) text = text.trimEnd();
      return text === "" ? "" : token.slice(0, at) + text;
    })
    .filter((token) => token !== "");
  return trimmed
    .filter((token, index) => {
      if (token !== pause) return true;
      const [before, after] = [trimmed[index - 1], trimmed[index + 1]];
      return !isEdge(before) && !isEdge(after) && before !== pause;
    })
    .join("\n");
}

/** What stands in a line of words. */
function isInline(token: string): boolean {
  return /^<\/?(?:img|br)\b/.test(token);
}

function attributesOf(element: Element): string {
  const all = Array.from(element.attributes, ({ name, value }) => {
    const isSpan = /^(?:col|row)span$/.test(name) && value === "1";
    return isSpan ||
      name === sliceAttribute ||
      (name === "start" && value === "1")
      ? ""
      : ` ${name}=${JSON.stringify(name === hiddenStyle ? value.trim() : value)}`;
  });
  return all.toSorted().join("");
}

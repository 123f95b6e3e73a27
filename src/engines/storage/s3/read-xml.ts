/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  /** All text in it, of the elements in it, too. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Reads what an S3 server says: elements and their text. Of what is no XML, nothing is found. */
export async function readXml(text: string): Promise<XmlElement> {
  // Only listing, large uploads and errors need it.
  const { Parser } = await import("htmlparser2");
  const root = { name: "", text: "", children: [] as XmlElement[] };
  const open = [root];
  const parser = new Parser(
    {
      onopentagname(name) {
        const element = { name, text: "", children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(part) {
        for (const element of open) element.text += part;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return root;
}

/** The first element of the name in an element, however deep. */
export function findElement(
  within: XmlElement,
  name: string,
): XmlElement | undefined {
  for (const child of within.children) {
    const found = child.name === name ? child : findElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of the first element of the name, however deep; empty without. */
export function textOf(within: XmlElement, name: string): string {
  return findElement(within, name)?.text ?? "";
}

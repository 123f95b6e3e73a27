import { LRUCache } from "lru-cache";
import { Invalid } from "../errors.ts";
import type { Json } from "../json.ts";
import { splitList } from "./split-list.ts";

/** Changes a picked value; what it does not know stays as it is. */
export type FieldModifier = (value: Json | undefined) => Json | undefined;

/** What to keep at one level: by key, and `*` for the keys that are not named. */
export type FieldTree = ReadonlyMap<string, FieldNode>;

/** What to keep of one key's value: all of it (through the modifier), or only what `nested` says. */
export interface FieldNode {
  readonly whole: boolean;
  readonly modifier: FieldModifier | undefined;
  readonly nested: FieldTree;
}

const parsed = new LRUCache<string, FieldTree>({ max: 500 });
const longestRemembered = 1000;

/**
 * Parses a `fields` parameter: `*,author.name,text:excerpt(200,true)`.
 *
 * @see reference, "fields" query parameter of every chapter
 * @throws {Invalid} an unknown modifier, or an open quote or parenthesis
 */
export async function parseFields(text: string): Promise<FieldTree> {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tree: MutableTree = new Map();
  for (const entry of splitList(text)) {
    const colon = entry.indexOf(":");
    const path = colon === -1 ? entry : entry.slice(0, colon);
    const modifier =
      colon === -1 ? undefined : await parseModifier(entry.slice(colon + 1));
    addPath(tree, path, modifier);
  }
  if (text.length <= longestRemembered) parsed.set(text, tree);
  return tree;
}

interface MutableNode extends FieldNode {
  whole: boolean;
  modifier: FieldModifier | undefined;
  readonly nested: MutableTree;
}
type MutableTree = Map<string, MutableNode>;

function addPath(
  root: MutableTree,
  path: string,
  modifier: FieldModifier | undefined,
): void {
  let tree = root;
  let node: MutableNode | undefined;
  for (const key of path.split(".")) {
    node = tree.get(key);
    if (node === undefined) {
      node = { whole: false, modifier: undefined, nested: new Map() };
      tree.set(key, node);
    }
    tree = node.nested;
  }
  if (node !== undefined) {
    node.whole = true;
    node.modifier = modifier;
  }
}

async function parseModifier(text: string): Promise<FieldModifier> {
  const [name, ...args] = splitList(text, "(), ");
  if (name !== "excerpt") {
    throw new Invalid("The fields parameter has an unknown modifier.");
  }
  const [max, withEllipsis = "false"] = args;
  const length = Number(max);
  if (!Number.isInteger(length) || length <= 0 || args.length > 2) {
    throw new Invalid(
      "The excerpt modifier expects (max, withEllipsis?) with max over 0.",
    );
  }
  // The HTML reader is loaded when someone first asks for an excerpt.
  const { excerpt } = await import("./excerpt.ts");
  const ellipsis = truthy.has(withEllipsis);
  return (value) =>
    typeof value === "string" ? excerpt(value, length, ellipsis) : value;
}

const truthy = new Set(["1", "t", "T", "true", "TRUE", "True"]);

/** Relations to expand, each with those to expand in the records it leads to. */
export type ExpandTree = ReadonlyMap<string, ExpandTree>;

/** More levels are not expanded. */
const maxLevels = 6;

/**
 * Reads `author,comments_via_post.author`. What is expanded below a relation expands the relation too, so `a` beside
 * `a.b` says nothing new.
 */
export function parseExpand(text: string): ExpandTree {
  const root: GrowingTree = new Map();
  for (const path of text.split(",")) {
    const names = path
      .replaceAll(" ", "")
      .replace(/^\.+|\.+$/g, "")
      .split(".", maxLevels);
    if (names[0] === "") continue;
    let level = root;
    for (const name of names) {
      let next = level.get(name);
      if (next === undefined) {
        next = new Map();
        level.set(name, next);
      }
      level = next;
    }
  }
  return inOrder(root);
}

/** Keys of JSON come in alphabetical order everywhere. */
function inOrder(tree: GrowingTree): ExpandTree {
  const names = [...tree.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(names.map(([name, below]) => [name, inOrder(below)]));
}

type GrowingTree = Map<string, GrowingTree>;

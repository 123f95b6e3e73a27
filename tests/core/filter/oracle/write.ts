import type { Node, Side } from "./judge.ts";

/** The filter as a person would write it, spaces and quotes as they come. */
export function write(node: Node, inside = false): string {
  if (node.type === "compare") {
    const operator = `${node.any ? "?" : ""}${node.operator}`;
    return `${writeSide(node.left)} ${operator}${node.any ? " " : "\t"}${writeSide(node.right)}`;
  }
  const all = node.nodes.map((one) =>
    write(one, node.type === "and" || one.type !== "and"),
  );
  const joined = all.join(node.type === "and" ? "&& " : " || // or\n");
  return inside ? `( ${joined})` : joined;
}

function writeSide(side: Side): string {
  if (side.type === "text") return quote(side.value);
  if (side.type === "number") return String(side.value);
  if (side.type === "boolean") return side.value ? "True" : "false";
  if (side.type === "query") return `@request.query.${side.name}`;
  if (side.type === "null") return "NULL";
  const path = side.path.filter((name) => name !== "value").join(".");
  return /(^|\.)(leaf|owner|node)$/.test(path) ? `${path}.id` : path;
}

function quote(value: string): string {
  const mark = value.length % 2 === 0 ? "'" : '"';
  const escaped = value.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`);
  return `${mark}${escaped}${mark}`;
}

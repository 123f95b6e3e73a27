import { Invalid } from "../../errors.ts";

export type FilterModifier = "isset" | "changed" | "length" | "each" | "lower";

/**
 * Splits `tags:each` into name and modifier.
 * @throws {Invalid} there is no such modifier
 */
export function splitModifier(part: string): {
  readonly name: string;
  readonly modifier: FilterModifier | undefined;
} {
  const [name = "", modifier, ...more] = part.split(":");
  if (modifier === undefined || more.length > 0) {
    return { name: part, modifier: undefined };
  }
  switch (modifier) {
    case "isset":
    case "changed":
    case "length":
    case "each":
    case "lower":
      return { name, modifier };
    default:
      throw new Invalid(`Unknown modifier ":${modifier}".`);
  }
}

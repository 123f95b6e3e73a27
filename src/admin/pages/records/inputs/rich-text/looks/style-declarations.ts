/** One declaration of an inline style; what is in quotes or parentheses ends none. */
const declarations = /(?:"[^"]*"|'[^']*'|\([^)]*\)|[^;])+/g;

/** What an inline style says of a property, or undefined; the last word counts. */
export function styleValue(
  style: string,
  property: string,
): string | undefined {
  const last = (style.match(declarations) ?? []).findLast(
    (declaration) => propertyOf(declaration) === property,
  );
  return last?.slice(last.indexOf(":") + 1).trim();
}

/** The inline style with another value of a property, or without it; all else in it stays as it was written. */
export function withStyleValue(
  style: string,
  property: string,
  value: string | undefined,
): string {
  const others = (style.match(declarations) ?? []).filter(
    (declaration) =>
      declaration.trim() !== "" && propertyOf(declaration) !== property,
  );
  const rest = others.join(";").trim();
  if (value === undefined) return rest === "" ? "" : `${rest};`;
  return `${rest === "" ? "" : `${rest}; `}${property}: ${value};`;
}

function propertyOf(declaration: string): string {
  const [name = ""] = declaration.split(":");
  return name.trim().toLowerCase();
}

/** Puts limits into the order in which the server looks for one; those that it has no order for stay as they are. */
export function orderRules<Rule extends { readonly label: string }>(
  rules: readonly Rule[],
): Rule[] {
  return rules.toSorted((one, other) => {
    const [rank, otherRank] = [rankOf(one.label), rankOf(other.label)];
    if (rank !== otherRank) return rank - otherRank;
    // Of several beginnings of a path the first counts, so the more exact one must come first.
    return one.label.endsWith("/") ? other.label.length - one.label.length : 0;
  });
}

function rankOf(label: string): number {
  if (label === "") return 6;
  if (!label.includes("/")) return label.startsWith("*") ? 1 : 0;
  const isBeginning = label.endsWith("/");
  const hasMethod = label.includes(" ");
  return 2 + (hasMethod ? 0 : 2) + (isBeginning ? 1 : 0);
}

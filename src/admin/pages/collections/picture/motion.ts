/** Milliseconds. */
const calm = 300;

/** How long the view takes to move; not at all for who wants no motion. */
export function motion(): { readonly duration: number } {
  const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { duration: isReduced ? 0 : calm };
}

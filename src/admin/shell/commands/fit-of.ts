/**
 * How well words fit what something is called: from 0, not at all, to 1. Each word has to be in one of its names; names that
 * begin with what is typed come first, then those with words that do.
 *
 * @param names the first is the one that is shown
 */
export function fitOf(typed: string, names: readonly string[] = []): number {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/);
  const [shown = "", ...others] = names.map((name) => name.toLowerCase());
  const fits = words.map((word) =>
    Math.max(fitOfWord(word, shown), fitOfWord(word, others.join(" ")) / 2),
  );
  const fit = Math.min(...fits);
  return fit > 0 && shown.startsWith(text) ? 1 : fit;
}

function fitOfWord(word: string, name: string): number {
  if (!name.includes(word)) return 0;
  return name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))
    ? 0.9
    : 0.5;
}

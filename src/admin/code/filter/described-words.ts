import { codeText } from "../../text/code.ts";

const { completion } = codeText;

type Meanings = Readonly<Record<string, string>>;

/** The functions of filters as they are called, with what they give. */
export function describedFunctions(): Meanings {
  const calls: Meanings = completion.functionHelp;
  return Object.fromEntries(
    Object.entries(completion.functions).map(([name, meaning]) => [
      calls[name] ?? name,
      meaning,
    ]),
  );
}

/** Words as they are written, behind what they follow. */
export function prefixed(prefix: string, words: Meanings): Meanings {
  return Object.fromEntries(
    Object.entries(words).map(([word, meaning]) => [prefix + word, meaning]),
  );
}

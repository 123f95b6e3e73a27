/**
 * Parses JSON so that no id in it is rounded: whole numbers that JavaScript cannot hold exactly (beyond 2^53 - 1), as
 * services with 64-bit ids send them, come as the text of their digits. Everything else is as `JSON.parse` has it.
 *
 * @throws {SyntaxError} it is no JSON
 */
export function parseJsonExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: Source) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    context?.source !== undefined &&
    /^-?\d+$/.test(context.source)
      ? context.source
      : value,
  );
}

/** @see https://tc39.es/proposal-json-parse-with-source/ */
interface Source {
  readonly source?: string;
}

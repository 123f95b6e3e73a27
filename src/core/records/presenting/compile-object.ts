/** One key of an object to compile: the same value for every object, or made of what the source has under that key. */
export type CompiledKey<From, To, Context> =
  | { readonly key: string; readonly constant: To }
  | {
      readonly key: string;
      readonly convert: (context: Context, value: From | undefined) => To;
      readonly context: Context;
    };

/**
 * A function that makes objects with these keys, in this order, from sources with the same keys. It is written as code,
 * once per list of keys: an object literal is made some ten times faster than an object that grows key by key, each
 * conversion is called from a place of its own, and a page of records has hundreds of keys.
 */
export function compileObject<From, To, Context>(
  keys: readonly CompiledKey<From, To, Context>[],
): (source: Readonly<Record<string, From>>) => { [key: string]: To } {
  const parameters: string[] = [];
  const values: unknown[] = [];
  const entries = keys.map((part, index) => {
    // Names come from the database: quoted as JSON they stay texts. In brackets, `__proto__` is a key like any other.
    const name = JSON.stringify(part.key);
    const key = part.key === "__proto__" ? `[${name}]` : name;
    if ("constant" in part) {
      parameters.push(`constant${index}`);
      values.push(part.constant);
      return `${key}: constant${index}`;
    }
    parameters.push(`convert${index}`, `context${index}`);
    values.push(part.convert, part.context);
    return `${key}: convert${index}(context${index}, source[${name}])`;
  });
  const code = `return (source) => ({ ${entries.join(", ")} });`;
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing of a client's is in the code, and names are quoted
  return new Function(...parameters, code)(...values);
}

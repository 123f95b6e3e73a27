import type { App } from "../../src/core/app.ts";

/** Hashing passwords is made to take long, and most tests need not: in these collections it takes no time from now on. */
export async function hashCheaply(
  { collections }: Pick<App, "collections">,
  ...names: readonly string[]
): Promise<void> {
  for (const name of names) {
    const fields = collections
      .find(name)!
      .fields.map((field) =>
        field.type === "password" ? { ...field, cost: 4 } : field,
      );
    await collections.update(name, { fields });
  }
}

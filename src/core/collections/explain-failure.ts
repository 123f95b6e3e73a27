import { Invalid } from "../errors.ts";
import { SchemaError } from "./schema-error.ts";
import { UnusableQuery } from "./views/parse-view-query.ts";

/** Runs an operation and has its errors say which one it was. */
export async function explained<T>(
  action: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Invalid && Object.keys(error.fields).length > 0)
      throw new Invalid(`${action}.`, error.fields);
    if (error instanceof SchemaError || error instanceof UnusableQuery)
      throw new Invalid(
        `${action}. Raw error: ${error.message}`,
        {},
        { cause: error },
      );
    throw error;
  }
}

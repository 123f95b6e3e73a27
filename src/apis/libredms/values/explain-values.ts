import { Invalid, isFieldError } from "../../../core/errors.ts";
import { notPermitted, type Refusal, unfitValue } from "../refusal.ts";

/** How a refused value is put, by its field; the first that is wrong is what the answer says. */
export type Faults = Readonly<Record<string, (code: string) => Refusal>>;

/**
 * Does what saves values; refusals of the core become those of LibreDMS.
 *
 * @throws {Refusal}
 */
export async function explainingFaults<T>(
  faults: Faults,
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    throw error instanceof Invalid ? explain(error, faults) : error;
  }
}

function explain(error: Invalid, faults: Faults): Refusal {
  // Without a field, a rule has refused.
  if (Object.keys(error.fields).length === 0) return notPermitted(error);
  for (const [name, describe] of Object.entries(faults)) {
    const fault = error.fields[name];
    if (fault !== undefined && isFieldError(fault)) return describe(fault.code);
  }
  return unfitValue(error);
}

import { Forbidden, NotFound } from "../../../errors.ts";
import type { Viewer } from "../../../request.ts";

/**
 * Changes the record that a row is about or, where the caller may not, creates it, which fails as for any value that is
 * taken. A refusal of its own would tell whoever tries keys, emails maybe, which of them are there.
 */
export async function updateOrCreate<T>(
  { kind }: Viewer,
  update: () => Promise<T>,
  create: () => Promise<T>,
): Promise<T> {
  try {
    return await update();
  } catch (error) {
    const isHidden = error instanceof NotFound || error instanceof Forbidden;
    if (!isHidden || kind === "superuser") throw error;
    return create();
  }
}

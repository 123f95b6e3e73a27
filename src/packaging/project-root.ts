import { join } from "node:path";

/** The project's root. */
export const projectRoot = join(import.meta.dir, "../..");

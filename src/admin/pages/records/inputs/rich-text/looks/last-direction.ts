import { readStored } from "../../../../../components/hooks/use-stored.ts";
import type { Direction } from "./direct-blocks.ts";

/** Where this browser remembers which direction was chosen last. */
export const lastDirection = [
  "text-direction",
  "ltr",
  (stored: unknown): Direction | undefined =>
    stored === "ltr" || stored === "rtl" ? stored : undefined,
] as const;

/** What an editor without a text begins with. */
export function emptyText(): string {
  return readStored<Direction>(...lastDirection) === "rtl"
    ? '<p dir="rtl"></p>'
    : "";
}

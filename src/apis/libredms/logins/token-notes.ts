import { isObject } from "../../../core/json.ts";
import type {
  RecordValues,
  StoredRecord,
} from "../../../core/records/record.ts";

/** What a user's record remembers of its tokens, in its hidden field `loggedOut`. */
export interface TokenNotes {
  /** The tokens that were logged out, by id: when they expire, in seconds since 1970. */
  readonly ended: Readonly<Record<string, number>>;
  /** Tokens name an older key, which stands for the present one. */
  readonly kept?: { readonly name: string; readonly standsFor: string };
}

/** An operator may have written anything into it. */
export function readNotes({ values }: StoredRecord): TokenNotes {
  const { loggedOut } = values;
  if (!isObject(loggedOut)) return { ended: {} };
  const { ended, kept } = loggedOut;
  return {
    ended: isObject(ended) ? readExpiries(ended) : {},
    ...(isObject(kept) &&
      typeof kept["name"] === "string" &&
      typeof kept["standsFor"] === "string" && {
        kept: { name: kept["name"], standsFor: kept["standsFor"] },
      }),
  };
}

/** The field with these notes. */
export function writeNotes({ ended, kept }: TokenNotes): RecordValues {
  return { loggedOut: { ended, ...(kept && { kept }) } };
}

function readExpiries(
  ended: Readonly<Record<string, unknown>>,
): Record<string, number> {
  const expiries: Record<string, number> = Object.create(null);
  for (const [id, expiry] of Object.entries(ended)) {
    if (typeof expiry === "number") expiries[id] = expiry;
  }
  return expiries;
}

import { getTokenPayload } from "pocketbase";
import { client } from "../../../server/client.ts";

/** Milliseconds that a token must still last to be used: what it opens may be large. */
const margin = 60_000;

let cached:
  | { readonly token: Promise<string>; readonly of: string; until: number }
  | undefined;

/** A token that opens protected files for the superuser who is logged in; the same one for as long as it lasts. */
export function fileToken(): Promise<string> {
  const { token: login } = client.authStore;
  if (cached?.of === login && cached.until > Date.now()) return cached.token;
  // Until it is here it is as good as it will be.
  const entry = {
    token: client.files.getToken(),
    of: login,
    until: Number.POSITIVE_INFINITY,
  };
  cached = entry;
  entry.token.then(
    (token) => {
      const { exp } = getTokenPayload(token);
      entry.until = typeof exp === "number" ? exp * 1000 - margin : 0;
    },
    () => {
      entry.until = 0;
    },
  );
  return entry.token;
}

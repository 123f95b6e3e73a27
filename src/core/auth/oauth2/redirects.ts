import { LRUCache } from "lru-cache";
import { isObject } from "../../json.ts";

/** What a provider sent its user back with (RFC 6749 section 4.1.2). */
export interface RedirectAnswer {
  readonly state: string;
  readonly code: string;
  /** Left out when there is none. */
  readonly error?: string;
}

/** A client that has sent its user to a provider and waits to hear how that ended. */
export interface WaitingClient {
  /** Its IP address; empty when it is not known. */
  readonly address: string;
  receive(answer: RedirectAnswer): void;
}

/** Brings users who come back from a provider together with the clients that wait for them. */
export interface OAuth2Redirects {
  /**
   * Lets a client wait for one answer to its `state`, which nobody else must know.
   * @returns ends the waiting
   */
  wait(state: string, client: WaitingClient): () => void;
  /**
   * Hands an answer to the client that waits for it.
   *
   * @param address of the one who came back: it must be the client's own, so that nobody is made to log in as another
   * @param appleUser JSON that Apple sends along the first time: the one place where a name is
   * @returns whether the client has got a code
   */
  deliver(address: string, answer: RedirectAnswer, appleUser?: string): boolean;
  /** The name that came along with a code, once and for a minute; empty when there was none. */
  takeName(code: string): string;
}

const nameLifetime = 60_000;
const maxNames = 1_000;
const maxCodeLength = 1_000;
const maxNameLength = 150;

export function createRedirects(): OAuth2Redirects {
  const waiting = new Map<string, WaitingClient>();
  const names = new LRUCache<string, string>({
    max: maxNames,
    ttl: nameLifetime,
  });
  return {
    wait(state, client) {
      waiting.set(state, client);
      return () => {
        if (waiting.get(state) === client) waiting.delete(state);
      };
    },

    deliver(address, answer, appleUser = "") {
      const { state, code, error = "" } = answer;
      const client = waiting.get(state);
      if (client === undefined) return false;
      if (client.address !== "" && client.address !== address) return false;
      waiting.delete(state);
      const succeeded = code !== "" && error === "";
      if (succeeded && code.length <= maxCodeLength) {
        const name = nameOf(appleUser);
        if (name !== "") names.set(code, name);
      }
      client.receive({ state, code, ...(error !== "" && { error }) });
      return succeeded;
    },

    takeName(code) {
      const name = names.get(code) ?? "";
      names.delete(code);
      return name;
    },
  };
}

/** @see https://developer.apple.com/documentation/signinwithapple/incorporating-sign-in-with-apple-into-other-platforms */
function nameOf(appleUser: string): string {
  if (appleUser === "") return "";
  let user: unknown;
  try {
    user = JSON.parse(appleUser);
  } catch {
    return ""; // a login without a name is a login all the same
  }
  const name = isObject(user) ? user["name"] : undefined;
  if (!isObject(name)) return "";
  const { firstName, lastName } = name;
  return [firstName, lastName]
    .filter((part) => typeof part === "string")
    .join(" ")
    .slice(0, maxNameLength)
    .trim();
}

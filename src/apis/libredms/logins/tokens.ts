import { jwt } from "@elysiajs/jwt";
import type { App } from "../../../core/app.ts";
import {
  type AuthCollection,
  authCollectionOf,
} from "../../../core/collections/collection.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { textOf } from "../../../core/records/record-shape.ts";
import { keyNameOf } from "./token-key.ts";
import { readNotes } from "./token-notes.ts";

/** A token that is good, and whose it is. */
export interface VerifiedToken {
  readonly id: string;
  /** Seconds since 1970. */
  readonly expiry: number;
  readonly user: StoredRecord;
}

/** Nothing else that the same secret may have signed passes for a token of this API. */
const audience = "libredms";

/** Characters. None of ours is nearly as long. */
const longestToken = 4096;

/** Signs and verifies the tokens of this API: JSON web tokens with the secret and the duration of its users' collection. */
export class Tokens {
  readonly #app: Pick<App, "records">;
  #known: { readonly secret: string; readonly signer: Signer } | undefined;

  constructor(app: Pick<App, "records">) {
    this.#app = app;
  }

  /** A new token. Its `roleId` is for clients: what a user may do is asked of its record. */
  async issue(user: StoredRecord): Promise<string> {
    const { secret, duration } = authCollectionOf(user).authToken;
    const key = keyNameOf(user);
    if (key === undefined) {
      throw new Error(`the user ${user.id} has no key to sign tokens with`);
    }
    return this.#signer(secret).sign({
      id: user.id,
      roleId: Number(textOf(user.values["role"])),
      key,
      aud: audience,
      // Two of the same second are two.
      jti: crypto.randomUUID(),
      exp: Math.floor(Date.now() / 1000) + duration,
    });
  }

  /** Undefined: it is malformed, of another kind, expired or logged out, or its user is deleted or has another key by now. */
  async verify(
    users: AuthCollection,
    text: string,
  ): Promise<VerifiedToken | undefined> {
    const { secret } = users.authToken;
    if (secret === "" || text.length > longestToken) return undefined;
    const claims = await this.#signer(secret).verify(text, {
      algorithms: ["HS256"],
      audience,
    });
    if (claims === false) return undefined;
    const { id: userId, key, jti, exp } = claims;
    if (typeof userId !== "string" || exp === undefined || jti === undefined) {
      return undefined;
    }
    const user = await this.#app.records.find(users, userId);
    if (user === undefined || user.values["deleted"] !== "") return undefined;
    if (key === undefined || key !== keyNameOf(user)) return undefined;
    if (Object.hasOwn(readNotes(user).ended, jti)) return undefined;
    return { id: jti, expiry: exp, user };
  }

  /** The secret is the operator's to change. */
  #signer(secret: string): Signer {
    if (this.#known?.secret !== secret) {
      const { decorator } = jwt({ name: "jwt", secret });
      this.#known = { secret, signer: decorator.jwt };
    }
    return this.#known.signer;
  }
}

type Signer = ReturnType<typeof jwt<"jwt">>["decorator"]["jwt"];

import { authCollectionOf } from "../../collections/collection.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { loginRows } from "../login-rows.ts";
import { createAnsweredIds } from "./one-time-password-ids.ts";
import { createOneTimePasswordLogin } from "./one-time-password-login.ts";
import { createOneTimePasswordRequest } from "./one-time-password-request.ts";
import {
  makeOneTimePassword,
  newOneTimePasswordId,
  storeOneTimePassword,
} from "./one-time-password-rows.ts";

/** One-time passwords: some digits that are mailed to a record's owner and are good for one login. */
export function createOneTimePasswords(parts: AuthParts): {
  readonly request: Auth["requestOneTimePassword"];
  readonly create: Auth["createOneTimePassword"];
  readonly logIn: Auth["withOneTimePassword"];
} {
  const { records, collections } = parts;
  const answered = createAnsweredIds();

  return {
    request: createOneTimePasswordRequest(parts, answered),
    logIn: createOneTimePasswordLogin(parts, answered),

    async create(record) {
      const collection = authCollectionOf(record);
      const otps = loginRows(collections, "_otps");
      const id = newOneTimePasswordId();
      const made = await makeOneTimePassword(otps, collection, id);
      await storeOneTimePassword(records, otps, collection, record.id, made);
      return { id, password: made.password };
    },
  };
}

import type { Bus } from "../../engines/bus/bus.ts";
import type { AuthCollection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { Forbidden, Unauthorized } from "../errors.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { type RequestInfo, deriveRequest } from "../request.ts";
import type { Auth, AuthAnswer } from "./auth.ts";
import { parseToken } from "./json-web-token.ts";
import { logInWithPassword } from "./password-login.ts";
import { presentAuthMethods } from "./auth-methods.ts";
import { demandSecondFactor } from "./second-factor.ts";
import { issueAuthToken } from "./tokens.ts";
import { createViewers, viewerFor } from "./viewers.ts";

/** Opens logins and tokens over records and collections. */
export function createAuth(parts: {
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly records: Records;
}): Auth {
  const { hooks, records } = parts;
  const viewers = createViewers(parts);

  /** What every login, refresh and impersonation ends in. */
  async function answer(
    collection: AuthCollection,
    record: StoredRecord,
    login: {
      readonly method: string;
      readonly token: string | undefined;
      readonly expand: string | undefined;
    },
    request: RequestInfo,
  ): Promise<AuthAnswer> {
    if (!(await passesAuthRule(collection, record, request))) {
      throw new Forbidden(
        "The request doesn't satisfy the collection requirements to authenticate.",
      );
    }
    await hooks.onRecordAuthRequest.run(
      { record, method: login.method, request },
      async () => {
        if (login.method !== "")
          await demandSecondFactor(
            parts,
            collection,
            record,
            login.method,
            request,
          );
      },
    );
    const token = login.token ?? issueAuthToken(collection, record);
    const asItself = deriveRequest(request, { viewer: viewerFor(record) });
    return {
      token,
      record: await records.present(record, login.expand, asItself, {
        own: true,
      }),
    };
  }

  async function passesAuthRule(
    collection: AuthCollection,
    record: StoredRecord,
    request: RequestInfo,
  ): Promise<boolean> {
    if (request.viewer.kind === "superuser" || collection.authRule === "")
      return true;
    return (
      collection.authRule !== null &&
      records.passes(record, collection.authRule, request)
    );
  }

  return {
    viewerOf: (token) => viewers.of(token),

    issueToken(record, options) {
      if (record.collection.type !== "auth")
        throw new Error(`${record.collection.name} has no logins`);
      return issueAuthToken(record.collection, record, options);
    },

    methods: presentAuthMethods,

    async withPassword(collection, expand, request) {
      const record = await logInWithPassword(records, collection, request.body);
      const inFlow = deriveRequest(request, { context: "password" });
      return answer(
        collection,
        record,
        { method: "password", token: undefined, expand },
        inFlow,
      );
    },

    async refresh(collection, expand, request, token) {
      const { viewer } = request;
      const record = viewer.kind === "guest" ? undefined : viewer.record;
      if (record === undefined) throw new Unauthorized();
      if (record.collection.id !== collection.id) {
        throw new Forbidden(
          `The request requires auth record from ${record.collection.name} collection.`,
        );
      }
      // Tokens of an impersonation go back as they are: they end when they were meant to.
      const renewed =
        parseToken(token)?.claims["refreshable"] === true ? undefined : token;
      return answer(
        collection,
        record,
        { method: "", token: renewed, expand },
        request,
      );
    },
  };
}

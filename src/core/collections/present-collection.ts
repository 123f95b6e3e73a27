import type { Json, JsonObject } from "../json.ts";
import type { AuthOptions, Collection } from "./collection.ts";
import { authOptionsOf } from "./draft.ts";
import { presentField } from "./fields/field-types.ts";

/** A collection as the API shows it: the options of its type beside the rest, secrets left out. */
export function presentCollection(collection: Collection): JsonObject {
  return {
    id: collection.id,
    listRule: collection.listRule,
    viewRule: collection.viewRule,
    createRule: collection.createRule,
    updateRule: collection.updateRule,
    deleteRule: collection.deleteRule,
    name: collection.name,
    type: collection.type,
    fields: collection.fields.map(presentField),
    indexes: collection.indexes,
    created: collection.created,
    updated: collection.updated,
    system: collection.system,
    ...presentOptions(collection),
  };
}

function presentOptions(collection: Collection): JsonObject {
  if (collection.type === "base") return {};
  if (collection.type === "view") return { viewQuery: collection.viewQuery };
  const options = authOptionsOf(collection);
  // The options came from JSON, so they are JSON.
  return {
    ...(options as unknown as JsonObject),
    ...tokensWithoutSecrets(options),
    oauth2: {
      ...options.oauth2,
      providers: (options.oauth2.providers ?? []).map((provider) => ({
        pkce: provider.pkce,
        name: provider.name,
        clientId: provider.clientId,
        authURL: provider.authURL,
        tokenURL: provider.tokenURL,
        userInfoURL: provider.userInfoURL,
        displayName: provider.displayName,
        extra: provider.extra as Json,
      })),
    },
  };
}

function tokensWithoutSecrets(options: AuthOptions): JsonObject {
  const shown = ({ duration }: { readonly duration: number }): JsonObject => ({
    duration,
  });
  return {
    authToken: shown(options.authToken),
    passwordResetToken: shown(options.passwordResetToken),
    emailChangeToken: shown(options.emailChangeToken),
    verificationToken: shown(options.verificationToken),
    fileToken: shown(options.fileToken),
  };
}

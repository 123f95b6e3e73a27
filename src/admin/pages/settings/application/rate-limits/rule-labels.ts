import type { CollectionModel } from "pocketbase";
import type { FieldOption } from "../../../../components/fields/option.tsx";
import { settingsText } from "../../../../text/settings.ts";

const reading = ["list", "view"];
const writing = ["create", "update", "delete"];

/** What can be done with an auth collection besides. */
const loggingIn = [
  "auth",
  "authWithPassword",
  "authWithOAuth2",
  "authWithOTP",
  "requestOTP",
  "authRefresh",
  "listAuthMethods",
  "requestPasswordReset",
  "confirmPasswordReset",
  "requestVerification",
  "confirmVerification",
  "requestEmailChange",
  "confirmEmailChange",
];

/** All that can be done with collections, as the labels of limits name it. */
export const ruleActions: readonly string[] = [
  ...reading,
  ...writing,
  "file",
  ...loggingIn,
];

const paths = ["/api/", "/api/batch", "POST /api/batch", "/api/realtime"];

/** Labels that a limit can have, for what there is on the server. */
export function ruleLabels(
  collections: readonly CollectionModel[],
): readonly FieldOption[] {
  const ofAll = ruleActions.map((action) => ({
    value: `*:${action}`,
    label: `*:${action}`,
    hint: settingsText.rateLimits.everyCollection,
  }));
  const ofEach = collections
    .filter(({ system }) => !system)
    .flatMap((collection) =>
      actionsOf(collection).map((action) => `${collection.name}:${action}`),
    );
  return [...ofAll, ...[...paths, ...ofEach].map(asOption)];
}

function actionsOf({ type, fields }: CollectionModel): readonly string[] {
  return [
    ...reading,
    ...(type === "view" ? [] : writing),
    ...(fields.some((field) => field.type === "file") ? ["file"] : []),
    ...(type === "auth" ? loggingIn : []),
  ];
}

function asOption(value: string): FieldOption {
  return { value, label: value };
}

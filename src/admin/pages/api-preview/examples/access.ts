import type { PreviewCollection, PreviewContext } from "./preview-context.ts";

/** Who may do something. */
export type Access =
  | { readonly kind: "everyone" }
  | { readonly kind: "superusers" }
  | { readonly kind: "loggedIn" }
  | { readonly kind: "rule"; readonly rule: string };

export const everyone: Access = { kind: "everyone" };
export const superusersOnly: Access = { kind: "superusers" };
export const loggedIn: Access = { kind: "loggedIn" };

/** Whom a rule lets. */
export function accessOf(rule: string | null | undefined): Access {
  if (rule === null || rule === undefined) return superusersOnly;
  return rule === "" ? everyone : { kind: "rule", rule };
}

export const superuserCollection = "_superusers";

/** The collection to log in to first, as whoever asks has to be somebody; undefined if nobody has to. */
export function loginFor(
  access: Access,
  { collection, collections }: PreviewContext,
): string | undefined {
  if (access.kind === "everyone") return undefined;
  if (access.kind === "superusers") return superuserCollection;
  if (access.kind === "rule" && !access.rule.includes("@request.auth")) {
    return undefined;
  }
  return (
    nameIfLogin(collection) ??
    collections.map(nameIfLogin).find((name) => name !== undefined) ??
    superuserCollection
  );
}

function nameIfLogin({ type, name, system }: PreviewCollection) {
  return type === "auth" && !system ? name : undefined;
}

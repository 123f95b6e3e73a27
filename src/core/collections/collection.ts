import type { Field } from "./fields/field.ts";

/** `null`: superusers only. Empty: everyone. Otherwise a filter. */
export type Rule = string | null;

export type RuleName =
  "listRule" | "viewRule" | "createRule" | "updateRule" | "deleteRule";

interface CollectionBase {
  readonly id: string;
  readonly name: string;
  readonly system: boolean;
  readonly fields: readonly Field[];
  /** `CREATE INDEX` statements. */
  readonly indexes: readonly string[];
  readonly listRule: Rule;
  readonly viewRule: Rule;
  readonly createRule: Rule;
  readonly updateRule: Rule;
  readonly deleteRule: Rule;
  readonly created: string;
  readonly updated: string;
  /** The fields by name. Derived: see `defineCollection`. */
  readonly field: ReadonlyMap<string, Field>;
  /** Differs between any two versions of a collection that this process has seen, so that it can key caches. */
  readonly version: number;
}

export interface BaseCollection extends CollectionBase {
  readonly type: "base";
}

export interface ViewCollection extends CollectionBase, ViewOptions {
  readonly type: "view";
}

export interface AuthCollection extends CollectionBase, AuthOptions {
  readonly type: "auth";
}

export type Collection = BaseCollection | ViewCollection | AuthCollection;

export interface ViewOptions {
  readonly viewQuery: string;
}

export interface EmailTemplate {
  readonly subject: string;
  readonly body: string;
}

/** A kind of token: what signs it (with the record's key before it) and how many seconds it lives. */
export interface TokenOptions {
  readonly secret: string;
  readonly duration: number;
}

export interface OAuth2ProviderOptions {
  readonly name: string;
  readonly pkce: boolean | null;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly displayName: string;
  readonly extra: Readonly<Record<string, unknown>> | null;
}

export interface AuthOptions {
  readonly authRule: Rule;
  readonly manageRule: Rule;
  readonly authAlert: {
    readonly enabled: boolean;
    readonly emailTemplate: EmailTemplate;
  };
  readonly oauth2: {
    readonly enabled: boolean;
    readonly providers: readonly OAuth2ProviderOptions[] | null;
    readonly mappedFields: {
      readonly id: string;
      readonly name: string;
      readonly username: string;
      readonly avatarURL: string;
    };
  };
  readonly passwordAuth: {
    readonly enabled: boolean;
    readonly identityFields: readonly string[] | null;
  };
  /** `duration` in seconds. */
  readonly mfa: {
    readonly enabled: boolean;
    readonly duration: number;
    readonly rule: string;
  };
  readonly otp: {
    readonly enabled: boolean;
    readonly duration: number;
    readonly length: number;
    readonly emailTemplate: EmailTemplate;
  };
  readonly authToken: TokenOptions;
  readonly passwordResetToken: TokenOptions;
  readonly emailChangeToken: TokenOptions;
  readonly verificationToken: TokenOptions;
  readonly fileToken: TokenOptions;
  readonly verificationTemplate: EmailTemplate;
  readonly resetPasswordTemplate: EmailTemplate;
  readonly confirmEmailChangeTemplate: EmailTemplate;
}

type Derived = "field" | "version";

/** A collection's own data, without what is derived from it. */
export type CollectionData =
  | Omit<BaseCollection, Derived>
  | Omit<ViewCollection, Derived>
  | Omit<AuthCollection, Derived>;

let versions = 0;

/** Makes a collection of its data. */
export function defineCollection(data: CollectionData): Collection {
  return {
    ...data,
    field: new Map(data.fields.map((field) => [field.name, field])),
    version: ++versions,
  };
}

export const superusersName = "_superusers";

/** Whether the collection's records are superusers. */
export function isSuperusers(collection: Collection): boolean {
  return collection.name === superusersName && collection.type === "auth";
}

/**
 * The collection of a record that logs in.
 *
 * @throws {Error} a defect: there are no logins in it
 */
export function authCollectionOf({
  collection,
}: {
  readonly collection: Collection;
}): AuthCollection {
  if (collection.type !== "auth")
    throw new Error(`${collection.name} has no logins`);
  return collection;
}

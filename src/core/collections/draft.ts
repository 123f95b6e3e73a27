import {
  missingAuthOptions,
  newAuthOptions,
  readAuthOptions,
} from "./auth-options.ts";
import {
  defineCollection,
  type AuthOptions,
  type Collection,
  type Rule,
} from "./collection.ts";
import type { Field } from "./fields/field.ts";
import { parseFields } from "./field-list.ts";
import { strictReader, type RawObject } from "./json-reader.ts";
import { withSystemFields } from "./system-fields.ts";

/** A collection on its way in: what is asked for, not yet judged. */
export interface Draft {
  readonly id: string;
  /** The id was made from type and name, so it follows them. */
  readonly hasGeneratedId: boolean;
  readonly name: string;
  /** `base`, `auth` or `view`, unless the input says something else. */
  readonly type: string;
  readonly system: boolean;
  readonly fields: readonly Field[];
  readonly indexes: readonly string[];
  readonly listRule: Rule;
  readonly viewRule: Rule;
  readonly createRule: Rule;
  readonly updateRule: Rule;
  readonly deleteRule: Rule;
  readonly created: string;
  readonly updated: string;
  /** For type `auth`. */
  readonly auth: AuthOptions | undefined;
  /** For type `view`. */
  readonly viewQuery: string;
}

/** The id of a collection that was sent without one. */
export function defaultCollectionId(type: string, name: string): string {
  return `pbc_${Bun.hash.crc32(type + name)}`;
}

/**
 * A collection with the fields and options that its type starts with.
 * @param id made of type and name when absent
 */
export function newDraft(type: string, name: string, id?: string): Draft {
  const kind = type === "auth" || type === "view" ? type : "base";
  const named = {
    id: id === undefined || id === "" ? defaultCollectionId(kind, name) : id,
    name,
    type: kind,
  };
  return {
    ...named,
    hasGeneratedId: named.id !== id,
    system: false,
    ...withSystemFields(named, { fields: [], indexes: [] }),
    listRule: null,
    viewRule: null,
    createRule: null,
    updateRule: null,
    deleteRule: null,
    created: "",
    updated: "",
    auth: kind === "auth" ? newAuthOptions() : undefined,
    viewQuery: "",
  };
}

/** An existing collection, to be changed. */
export function draftOf(collection: Collection): Draft {
  const { id, name, type, system, fields, indexes, created, updated } =
    collection;
  return {
    id,
    hasGeneratedId: false,
    name,
    type,
    system,
    fields,
    indexes,
    listRule: collection.listRule,
    viewRule: collection.viewRule,
    createRule: collection.createRule,
    updateRule: collection.updateRule,
    deleteRule: collection.deleteRule,
    created,
    updated,
    auth: collection.type === "auth" ? authOptionsOf(collection) : undefined,
    viewQuery: collection.type === "view" ? collection.viewQuery : "",
  };
}

/**
 * Lays untrusted input over a draft: lists are replaced, nested options merged.
 * @throws {Invalid} a value is of the wrong type
 */
export function readDraft(input: RawObject, current: Draft): Draft {
  const reader = strictReader;
  const id = reader.text(input["id"], current.id);
  return {
    id,
    hasGeneratedId: id === "" || (current.hasGeneratedId && id === current.id),
    name: reader.text(input["name"], current.name),
    type: reader.text(input["type"], current.type),
    system: reader.flag(input["system"], current.system),
    fields:
      input["fields"] === undefined
        ? current.fields
        : parseFields(reader.objects(input["fields"])),
    indexes:
      input["indexes"] === undefined
        ? current.indexes
        : (reader.texts(input["indexes"], []) ?? []),
    listRule: reader.rule(input["listRule"], current.listRule),
    viewRule: reader.rule(input["viewRule"], current.viewRule),
    createRule: reader.rule(input["createRule"], current.createRule),
    updateRule: reader.rule(input["updateRule"], current.updateRule),
    deleteRule: reader.rule(input["deleteRule"], current.deleteRule),
    created: current.created,
    updated: current.updated,
    auth:
      current.auth === undefined
        ? undefined
        : readAuthOptions(reader, input, current.auth),
    viewQuery: reader.text(input["viewQuery"], current.viewQuery),
  };
}

/** The draft as a collection; an unknown type counts as base. */
export function collectionOf(draft: Draft): Collection {
  const { auth, viewQuery, hasGeneratedId: _, ...base } = draft;
  switch (draft.type) {
    case "auth":
      return defineCollection({
        ...base,
        ...(auth ?? missingAuthOptions()),
        type: "auth",
      });
    case "view":
      return defineCollection({ ...base, viewQuery, type: "view" });
    default:
      return defineCollection({ ...base, type: "base" });
  }
}

/** An auth collection's own options, in the order in which the API shows them. */
export function authOptionsOf(options: AuthOptions): AuthOptions {
  return {
    authRule: options.authRule,
    manageRule: options.manageRule,
    authAlert: options.authAlert,
    oauth2: options.oauth2,
    passwordAuth: options.passwordAuth,
    mfa: options.mfa,
    otp: options.otp,
    authToken: options.authToken,
    passwordResetToken: options.passwordResetToken,
    emailChangeToken: options.emailChangeToken,
    verificationToken: options.verificationToken,
    fileToken: options.fileToken,
    verificationTemplate: options.verificationTemplate,
    resetPasswordTemplate: options.resetPasswordTemplate,
    confirmEmailChangeTemplate: options.confirmEmailChangeTemplate,
  };
}

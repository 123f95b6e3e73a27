import {
  type AuthCollection,
  isSuperusers,
} from "../../collections/collection.ts";
import { countBytes, toText } from "../../collections/fields/casting.ts";
import type { Password } from "../../collections/fields/field.ts";
import { PreparedPassword } from "../../collections/fields/password-field.ts";
import {
  hasSingleColumnUniqueIndex,
  ignoresCase,
} from "../../collections/indexes.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { Forbidden } from "../../errors.ts";
import type { UploadedFile } from "../../files/uploaded-file.ts";
import type { StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import { shapeOf } from "../../records/record-shape.ts";
import { deriveRequest, type RequestInfo } from "../../request.ts";
import { passwordFieldOf } from "../passwords/password-field-of.ts";
import { hashPassword, maxPasswordBytes } from "../passwords/passwords.ts";
import type { ExternalUser } from "./provider.ts";

/** Someone who comes for the first time. */
export interface SignUp {
  readonly collections: CollectionLookup;
  readonly collection: AuthCollection;
  readonly user: ExternalUser;
  /** What the client wants the record to hold; untrusted. */
  readonly createData: Readonly<Record<string, unknown>>;
  /** The one in `createData`, or a random one. */
  readonly password: Password;
  /** For the field that the collection keeps it in. */
  readonly avatar: UploadedFile | undefined;
  readonly request: RequestInfo;
}

/**
 * Creates a record as any client does: under the create rule, whose `@request.context` is `oauth2`, and with no more rights
 * than the caller has, so that nothing can be had by `createData` that a plain create would not give.
 *
 * @throws {Invalid} @throws {Forbidden}
 */
export async function signUp(
  signingUp: SignUp,
  records: Records,
): Promise<StoredRecord> {
  const { collection, request } = signingUp;
  if (isSuperusers(collection)) {
    throw new Forbidden("Superusers cannot sign up.");
  }
  const body = await createBody(signingUp, records);
  const created = await records.create(
    collection,
    undefined,
    deriveRequest(request, { context: "oauth2", body }),
  );
  const id = created["id"];
  const record = await records.find(
    collection,
    typeof id === "string" ? id : "",
  );
  if (record === undefined) throw new Error("the new record is missing");
  return record;
}

/**
 * The password that the client chose for the record, hashed; undefined if it chose none. One that cannot be valid is not
 * hashed: saying what is wrong with it is the record's business.
 */
export async function hashGivenPassword(
  collection: AuthCollection,
  createData: Readonly<Record<string, unknown>>,
): Promise<Password | undefined> {
  if (!Object.hasOwn(createData, "password")) return undefined;
  const plain = toText(createData["password"]);
  if (plain === "" || countBytes(plain) > maxPasswordBytes) {
    return { hash: "", plain };
  }
  const { cost } = passwordFieldOf(collection);
  return { hash: await hashPassword(plain, cost), plain };
}

/** What the client sent comes first; what it left out, the provider may know. */
async function createBody(
  { collections, collection, user, createData, password, avatar }: SignUp,
  records: Records,
): Promise<Record<string, unknown>> {
  // Without a prototype, a key called `__proto__` is a key like any other.
  const body: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(createData)) body[name] = value;

  if (typeof body["email"] !== "string" || body["email"] === "") {
    body["email"] = user.email;
  }
  const { hash, plain = "" } = password;
  if (hash !== "") body["password"] = new PreparedPassword(hash, plain);
  // Nobody has to confirm a random password, but rules may look whether somebody did.
  if (hash !== "" && plain === "") body["passwordConfirm"] = hash;

  const fill = (name: string, value: string | UploadedFile) => {
    if (name !== "" && !Object.hasOwn(body, name)) body[name] = value;
  };
  const mapped = collection.oauth2.mappedFields;
  fill(mapped.id, user.id);
  fill(mapped.name, user.name);
  if (
    await isFreeUsername(
      { collections, collection, records },
      mapped.username,
      user.username,
    )
  ) {
    fill(mapped.username, user.username);
  }
  const keepsFile = collection.field.get(mapped.avatarURL)?.type === "file";
  const picture = keepsFile ? avatar : user.avatarURL;
  if (picture !== undefined && picture !== "") {
    fill(mapped.avatarURL, picture);
  }
  return body;
}

/** Whether the field would take the username and nobody has it: a sign-up does not fail for the sake of a nickname. */
async function isFreeUsername(
  parts: {
    readonly collections: CollectionLookup;
    readonly collection: AuthCollection;
    readonly records: Records;
  },
  name: string,
  username: string,
): Promise<boolean> {
  const { collections, collection, records } = parts;
  const typed = shapeOf(collection).byName.get(name);
  if (typed === undefined) return false;
  const { field, type } = typed;
  if (field.type === "text") {
    const error = await type.validate(field, username, {
      collection,
      previous: undefined,
      isNew: true,
      collections,
      countExisting: () => Promise.resolve(0),
      idTaken: async (id) => (await records.find(collection, id)) !== undefined,
    });
    if (error !== undefined) return false;
  }
  if (!hasSingleColumnUniqueIndex(collection, name)) return true;
  const taken = await records.findBy(collection, name, username, {
    ignoreCase: ignoresCase(collection, name),
  });
  return taken === undefined;
}

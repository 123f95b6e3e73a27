import { StorageFailed } from "../../../engines/storage/storage.ts";
import type { AuthCollection } from "../../collections/collection.ts";
import type { FieldValue, Password } from "../../collections/fields/field.ts";
import { Invalid, NotFound, Unauthorized } from "../../errors.ts";
import type { UploadedFile } from "../../files/uploaded-file.ts";
import type { StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import { textOf } from "../../records/record-shape.ts";
import { type RequestInfo, serverRequest } from "../../request.ts";
import type { AuthParts } from "../auth-parts.ts";
import { findByEmail } from "../find-by-email.ts";
import { loginRows, ownerColumns } from "../login-rows.ts";
import { randomPassword } from "../passwords/random-password.ts";
import { receiveAvatar } from "./avatar/receive-avatar.ts";
import type { ExternalUser } from "./provider.ts";
import { hashGivenPassword, signUp } from "./sign-up.ts";

/** Someone whom a provider vouches for. */
export interface Arrival {
  readonly collection: AuthCollection;
  /** The provider's name. */
  readonly provider: string;
  readonly user: ExternalUser;
  readonly createData: Readonly<Record<string, unknown>>;
  readonly request: RequestInfo;
}

/** Whose login this is, as far as that is known. */
export interface Account {
  readonly record: StoredRecord;
  /** The row of `_externalAuths` that says so. */
  readonly link: StoredRecord | undefined;
}

/**
 * Whose login this is: the record that the external user is linked to; else the caller's own, if the caller is logged in in
 * this collection; else the one with the email that the provider has verified. Undefined: someone new.
 *
 * @throws {NotFound} the record has just been deleted @throws {Unauthorized} the caller's login has just ended
 */
export async function findAccount(
  { collections }: AuthParts,
  records: Records,
  { collection, provider, user, request }: Arrival,
): Promise<Account | undefined> {
  const [link] = await records.findAllBy(
    loginRows(collections, "_externalAuths"),
    { collectionRef: collection.id, provider, providerId: user.id },
  );
  const own = ownRecord(collection, request);
  const id = link === undefined ? own?.id : textOf(link.values["recordRef"]);
  if (id !== undefined) {
    const record = await records.find(collection, id);
    if (record === undefined) throw new NotFound();
    // The provider may have taken its time. A link would outlast the login that was ended.
    if (
      own?.id === id &&
      own.values["tokenKey"] !== record.values["tokenKey"]
    ) {
      throw new Unauthorized();
    }
    return { record, link };
  }
  if (user.email === "") return undefined;
  const record = await findByEmail(records, collection, user.email);
  return record && { record, link: undefined };
}

/**
 * Finds or makes the record of an external user and links the two, all in one transaction.
 *
 * @throws {Invalid} the record cannot be made or changed, or is linked to another user of the provider
 * @throws {Forbidden} only superusers create records
 * @throws {Unauthorized} the caller's login has just ended
 */
export async function linkAccount(
  parts: AuthParts,
  arrival: Arrival,
): Promise<{ readonly record: StoredRecord; readonly isNew: boolean }> {
  const avatar = new AvatarInHand(parts, arrival);
  try {
    return await linkInTurn(parts, arrival, avatar);
  } finally {
    await avatar.discard();
  }
}

async function linkInTurn(
  parts: AuthParts,
  arrival: Arrival,
  avatar: AvatarInHand,
): Promise<{ readonly record: StoredRecord; readonly isNew: boolean }> {
  const { records } = parts;
  for (let triesLeft = 2; ;) {
    const expected = await findAccount(parts, records, arrival);
    const password = await preparePassword(arrival, expected?.record);
    if (expected === undefined) await avatar.fetch();
    try {
      return await records.transaction(async (tx) => {
        const account = await findAccount(parts, tx, arrival);
        const { record, hasLink } =
          account === undefined
            ? await admit(parts, tx, arrival, password, avatar.file)
            : await welcome(parts, tx, arrival, account, password);
        if (!hasLink) await createLink(parts, tx, arrival, record);
        return { record, isNew: account === undefined };
      });
    } catch (error) {
      if (isStorageFailure(error) && avatar.file !== undefined) {
        await avatar.discard();
        continue;
      }
      // Someone else was faster, perhaps another login of the same user: everything looks different now.
      if (!(error instanceof Overtaken)) throw error;
      if (--triesLeft > 0) continue;
      const { cause } = error;
      const fields = cause instanceof Invalid ? cause.fields : {};
      throw new Invalid("Failed to authenticate.", fields, { cause });
    }
  }
}

/** The log has it already; nobody is turned away for the sake of a picture. */
function isStorageFailure(error: unknown): boolean {
  return error instanceof Invalid && error.cause instanceof StorageFailed;
}

/** The picture of someone new, fetched at most once, and only if the client did not send another. */
class AvatarInHand {
  file: UploadedFile | undefined;
  readonly #parts: AuthParts;
  readonly #arrival: Arrival;
  #wasFetched = false;

  constructor(parts: AuthParts, arrival: Arrival) {
    this.#parts = parts;
    this.#arrival = arrival;
  }

  async fetch(): Promise<void> {
    const { collection, createData, user } = this.#arrival;
    const name = collection.oauth2.mappedFields.avatarURL;
    if (this.#wasFetched || Object.hasOwn(createData, name)) return;
    this.#wasFetched = true;
    this.file = await receiveAvatar(this.#parts, collection, user);
  }

  async discard(): Promise<void> {
    const { file } = this;
    if (file === undefined) return;
    this.file = undefined;
    await this.#parts.recordFiles.discard([file]);
  }
}

/** What was prepared for does not fit any more. */
class Overtaken extends Error {}

/** The password that the record will get, hashed while nobody waits; undefined if it keeps its own. */
async function preparePassword(
  { collection, createData, request }: Arrival,
  record: StoredRecord | undefined,
): Promise<Password | undefined> {
  if (record === undefined) {
    return (
      (await hashGivenPassword(collection, createData)) ??
      randomPassword(collection)
    );
  }
  return keepsPassword(record, request)
    ? undefined
    : randomPassword(collection);
}

/**
 * Anybody may have made an unverified record under an address that is not theirs, and wait for its owner with a password
 * they know. Unless it is the owner who adds a login to the record, that password must not stay.
 */
function keepsPassword(record: StoredRecord, request: RequestInfo): boolean {
  return (
    record.values["verified"] === true ||
    ownRecord(record.collection, request)?.id === record.id
  );
}

/** Someone new. Their email is theirs if it is the one that the provider gave. */
async function admit(
  { collections }: AuthParts,
  tx: Records,
  arrival: Arrival,
  password: Password | undefined,
  avatar: UploadedFile | undefined,
): Promise<{ readonly record: StoredRecord; readonly hasLink: boolean }> {
  if (password === undefined) throw new Overtaken();
  const { collection, user } = arrival;
  const created = await signUp(
    { ...arrival, collections, password, avatar },
    tx,
  );
  const record =
    created.values["email"] === user.email &&
    created.values["verified"] !== true
      ? await tx.amend(collection, created.id, () => ({ verified: true }))
      : created;
  return { record, hasLink: false };
}

/** Someone who has a record. If nobody has verified its email so far, the provider may do so. */
async function welcome(
  { collections }: AuthParts,
  tx: Records,
  { collection, user, request }: Arrival,
  { record, link }: Account,
  password: Password | undefined,
): Promise<{ readonly record: StoredRecord; readonly hasLink: boolean }> {
  const isVerified = record.values["verified"] === true;
  const changes: Record<string, FieldValue> = {};
  if (!isVerified) {
    // What others may have linked to an unverified record goes, for the same reason as its password.
    const owner = ownerColumns(collection, record.id);
    const rows = loginRows(collections, "_externalAuths");
    for (const row of await tx.findAllBy(rows, owner)) {
      await tx.remove(rows, row.id, serverRequest);
    }
  }
  if (!keepsPassword(record, request)) {
    if (password === undefined) throw new Overtaken();
    changes["password"] = { ...password };
  }
  let email = record.values["email"];
  if (email === "" && user.email !== "") {
    email = changes["email"] = user.email;
  }
  if (!isVerified && (email === "" || email === user.email)) {
    changes["verified"] = true;
  }
  const hasLink = link !== undefined && isVerified;
  return Object.keys(changes).length === 0
    ? { record, hasLink }
    : { record: await tx.amend(collection, record.id, () => changes), hasLink };
}

async function createLink(
  { collections }: AuthParts,
  tx: Records,
  { collection, provider, user }: Arrival,
  record: StoredRecord,
): Promise<void> {
  try {
    await tx.create(loginRows(collections, "_externalAuths"), undefined, {
      ...serverRequest,
      body: {
        ...ownerColumns(collection, record.id),
        provider,
        providerId: user.id,
      },
    });
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
    throw new Overtaken("the link cannot be saved", { cause });
  }
}

/** The caller's own record, if the caller is logged in in this collection. */
function ownRecord(
  { id }: { readonly id: string },
  { viewer }: RequestInfo,
): StoredRecord | undefined {
  const own = viewer.kind === "guest" ? undefined : viewer.record;
  return own?.collection.id === id ? own : undefined;
}

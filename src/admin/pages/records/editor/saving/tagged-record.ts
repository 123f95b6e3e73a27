import type { RecordModel } from "pocketbase";
import { client } from "../../../../server/client.ts";
import {
  type OnProgress,
  uploadFetch,
} from "../../../../server/upload-fetch.ts";

/** A record, and what stands for the state that it is in (see `If-Match` in the API). */
export interface TaggedRecord {
  readonly record: RecordModel;
  /** Undefined where nobody may change it. */
  readonly tag: string | undefined;
}

/** How a record is saved. */
export interface SaveOptions {
  readonly signal?: AbortSignal;
  /** Told how much has been sent, where that can take long. */
  readonly onProgress?: OnProgress;
}

export async function fetchTagged(
  collection: string,
  id: string,
): Promise<TaggedRecord> {
  const { send, tag } = watchTag(fetch);
  const record = await client
    .collection(collection)
    .getOne(id, { fetch: send });
  return { record, tag: tag() };
}

export async function createTagged(
  collection: string,
  body: object,
  options: SaveOptions,
): Promise<TaggedRecord> {
  const { send, tag } = watchTag(fetchFor(options));
  const record = await client
    .collection(collection)
    .create(body, { ...signalOf(options), fetch: send });
  return { record, tag: tag() };
}

/**
 * Changes a record that is still in the state that a tag stands for.
 *
 * @param tag undefined: whatever state it is in
 * @throws {ClientResponseError} with status 412: it is in another one, and nothing was changed
 */
export async function updateTagged(
  { collection, id }: { readonly collection: string; readonly id: string },
  body: object,
  ifMatch: string | undefined,
  options: SaveOptions,
): Promise<TaggedRecord> {
  const { send, tag } = watchTag(fetchFor(options));
  const record = await client.collection(collection).update(id, body, {
    ...signalOf(options),
    ...(ifMatch !== undefined && { headers: { "If-Match": ifMatch } }),
    fetch: send,
  });
  return { record, tag: tag() };
}

type Fetch = (url: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

function fetchFor({ onProgress }: SaveOptions): Fetch {
  return onProgress === undefined ? fetch : uploadFetch(onProgress);
}

function signalOf({ signal }: SaveOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** The SDK gives the body of an answer alone. */
function watchTag(inner: Fetch): {
  readonly send: Fetch;
  readonly tag: () => string | undefined;
} {
  let tag: string | undefined;
  return {
    tag: () => tag,
    send: async (url, init) => {
      const response = await inner(url, init);
      tag = response.headers.get("ETag") ?? undefined;
      return response;
    },
  };
}

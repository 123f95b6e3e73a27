/** Where the storage has the files of records: `COLLECTION/RECORD/NAME`, both by id, as PocketBase does. */

/** The files of a collection; ends with `/`. */
export function collectionPrefix(collectionId: string): string {
  return `${collectionId}/`;
}

/** The files of a record, thumbs included; ends with `/`. */
export function recordPrefix(collectionId: string, recordId: string): string {
  return `${collectionId}/${recordId}/`;
}

/** A file of a record. */
export function fileKey(
  collectionId: string,
  recordId: string,
  name: string,
): string {
  return `${collectionId}/${recordId}/${name}`;
}

/** The thumbs of a file of a record; ends with `/`. */
export function thumbsPrefix(
  collectionId: string,
  recordId: string,
  name: string,
): string {
  return `${collectionId}/${recordId}/thumbs_${name}/`;
}

/** What a key, or the beginning of one, belongs to. */
export interface FileOwner {
  readonly collectionId: string;
  /** Empty for the prefix of a collection. */
  readonly recordId: string;
  /** The file's name, also for its thumbs; empty for a prefix. */
  readonly name: string;
}

export function ownerOf(key: string): FileOwner {
  const [collectionId = "", recordId = "", name = "", ...rest] = key.split("/");
  const isThumb = rest.length > 0 && name.startsWith("thumbs_");
  return {
    collectionId,
    recordId,
    name: isThumb ? name.slice("thumbs_".length) : name,
  };
}

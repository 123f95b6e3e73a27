import { createHash } from "node:crypto";
import { FileMissing, type Storage } from "../../../engines/storage/storage.ts";

/** One of the two places of a move. */
export interface Place {
  readonly name: "local" | "s3";
  readonly storage: Storage;
}

/**
 * Whether both places have the file, byte for byte. What a local file notes of itself is not believed, since a person may
 * have put another in its place; what an S3 server says is, as long as it says the same. Otherwise the file is read.
 */
export async function haveSameContents(
  key: string,
  one: Place,
  other: Place,
): Promise<boolean> {
  const [first, second] = await Promise.all([
    one.storage.stat(key),
    other.storage.stat(key),
  ]);
  if (first === undefined || second === undefined) return false;
  if (first.size !== second.size) return false;
  const [local, remote] =
    one.name === "local"
      ? [one, { place: other, details: second }]
      : [other, { place: one, details: first }];
  const md5 = await md5Of(key, local);
  if (md5 === undefined) return false;
  return md5 === remote.details.md5 || md5 === (await md5Of(key, remote.place));
}

/** Undefined when the file is gone. */
async function md5Of(
  key: string,
  { storage }: Place,
): Promise<string | undefined> {
  try {
    const contents = await storage.read(key);
    const hash = createHash("md5");
    const chunks = contents instanceof Blob ? contents.stream() : contents;
    for await (const chunk of chunks) hash.update(chunk);
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof FileMissing) return undefined;
    if ((await storage.stat(key)) === undefined) return undefined;
    throw error;
  }
}

import { UploadedFile } from "../uploaded-file.ts";
import { contentTypeOf } from "./content-type.ts";
import { storedName } from "./file-name.ts";

/** Looks into a temporary file: what type it is, what it will be called. */
export async function receiveFile({
  path,
  originalName,
  size,
}: {
  readonly path: string;
  readonly originalName: string;
  readonly size: number;
}): Promise<UploadedFile> {
  const { type, extension } = await contentTypeOf(Bun.file(path));
  return new UploadedFile({
    name: storedName(originalName, extension),
    originalName,
    size,
    contentType: type,
    path,
  });
}

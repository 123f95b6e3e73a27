import { type BodyLimits, type ReadBody, readBody } from "./read-body.ts";
import { readChunks } from "./read-bytes.ts";
import { explainNotKept, FileNotKept, FileReceiver } from "./receive-files.ts";

/**
 * Puts a body that is a file into a temporary file: the part of this name of a form, or all of any other body.
 *
 * @param part   the name of the file's part, and of the file itself
 * @param folder for temporary files
 * @throws {TooLarge} @throws {Invalid} no file is left then
 */
export async function stageBody(
  request: Request,
  limits: BodyLimits,
  part: string,
  folder: string,
): Promise<ReadBody> {
  const type = request.headers.get("content-type") ?? "";
  if (type.toLowerCase().startsWith("multipart/")) {
    return readBody(request, limits, {
      folder,
      largest: (name) => (name === part ? limits.total : undefined),
    });
  }
  const receiver = new FileReceiver({ folder, largest: () => limits.total });
  try {
    const chunks = readChunks(request, limits.total, limits.stall);
    await receiver.take(part, "", chunks);
    return { values: Object.create(null), files: receiver.files };
  } catch (error) {
    await receiver.discard().catch(() => undefined);
    throw error instanceof FileNotKept ? explainNotKept(error) : error;
  }
}

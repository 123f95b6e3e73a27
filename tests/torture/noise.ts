import type PocketBase from "pocketbase";
import { ClientResponseError } from "pocketbase";
import { hashOf } from "./pages.ts";

/**
 * Writes records with files, and deletes some of them again, until it is told to stop. It goes on while a backup takes the
 * place of the data, so that nobody can know what is left of them.
 *
 * @throws {Error} the server refused what it should take
 */
export async function makeNoise(
  client: PocketBase,
  signal: AbortSignal,
): Promise<void> {
  const noise = client.collection("noise");
  while (!signal.aborted) {
    const contents = crypto.getRandomValues(new Uint8Array(30_000));
    const file = new File([contents], "noise.bin");
    try {
      const hash = hashOf(contents);
      const { id } = await noise.create({ hash, file });
      const { items } = await noise.getList(1, 30, { skipTotal: true });
      // As the writers do.
      await Bun.sleep(5);
      if (items.length > 20) await noise.delete(items[0]?.id ?? id);
    } catch (error) {
      if (!isExcusable(error)) throw error;
      // Gone for good, or soon back: the caller knows.
      await Bun.sleep(5);
    }
  }
}

/** 404: the record was of the old data, or another noise has deleted it. 503: it takes too long. */
function isExcusable(error: unknown): boolean {
  return (
    error instanceof ClientResponseError && [0, 404, 503].includes(error.status)
  );
}

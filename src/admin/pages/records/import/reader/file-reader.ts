import { address } from "worker:./file-reader.worker.ts";
import type { RefusedRow } from "./collect-rows.ts";
import type { FileFormat } from "./file-format.ts";
import type { FileSample } from "./sample-file.ts";

/** What the worker is to do. */
export type ReaderTask =
  | {
      readonly kind: "sample";
      readonly file: File;
      readonly delimiter: string | undefined;
    }
  | {
      readonly kind: "collect";
      readonly file: File;
      readonly format: FileFormat;
      readonly delimiter: string | undefined;
      readonly refused: readonly RefusedRow[];
    };

/** What came of it. */
export type ReaderAnswer =
  | { readonly kind: "sample"; readonly sample: FileSample }
  | { readonly kind: "collect"; readonly rows: Blob }
  | { readonly kind: "failed"; readonly reason: string };

/** A file cannot be read as what it seems to be. */
export class UnreadableFile extends Error {}

/**
 * Looks at the first rows of a file, beside what goes on on the page.
 *
 * @param delimiter of CSV: found out when absent
 * @throws {UnreadableFile}
 */
export async function readSample(
  file: File,
  delimiter?: string,
): Promise<FileSample> {
  const answer = await perform({ kind: "sample", file, delimiter });
  if (answer.kind !== "sample") throw new Error("another task was done");
  return answer.sample;
}

/**
 * Finds rows in a file of any size, and writes them as CSV with what is wrong with each.
 *
 * @throws {UnreadableFile}
 */
export async function readRefused(
  file: File,
  { format, delimiter }: FileSample,
  refused: readonly RefusedRow[],
): Promise<Blob> {
  const answer = await perform({
    kind: "collect",
    file,
    format,
    delimiter,
    refused,
  });
  if (answer.kind !== "collect") throw new Error("another task was done");
  return answer.rows;
}

function perform(task: ReaderTask): Promise<ReaderAnswer> {
  const worker = new Worker(address, { type: "module" });
  const done = new Promise<ReaderAnswer>((resolve, reject) => {
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<ReaderAnswer>) =>
        data.kind === "failed"
          ? reject(new UnreadableFile(data.reason))
          : resolve(data),
    );
    worker.addEventListener("error", ({ message }) =>
      reject(new UnreadableFile(message)),
    );
  });
  worker.postMessage(task);
  return done.finally(() => worker.terminate());
}

import { collectRows } from "./collect-rows.ts";
import type { ReaderAnswer, ReaderTask } from "./file-reader.ts";
import { sampleFile } from "./sample-file.ts";

/*
 * Reads files where it keeps nobody waiting. A worker does one task.
 */
addEventListener("message", ({ data }: MessageEvent<ReaderTask>) => {
  void perform(data).then((answer) => postMessage(answer));
});

async function perform(task: ReaderTask): Promise<ReaderAnswer> {
  try {
    const { file, delimiter } = task;
    if (task.kind === "sample") {
      return { kind: "sample", sample: await sampleFile(file, delimiter) };
    }
    const { format, refused } = task;
    const rows = await collectRows(file, format, delimiter, refused);
    return { kind: "collect", rows };
  } catch (error) {
    return { kind: "failed", reason: String(error) };
  }
}

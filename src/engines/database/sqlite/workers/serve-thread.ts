import type { Database as BunDatabase } from "bun:sqlite";
import type { WorkerAnswer, WorkerMessage } from "./worker-protocol.ts";

/** What a thread does for those who ask. */
export interface ThreadWork<Request, Reply> {
  /** Opens the database file, before the first request is answered. */
  open(file: string): BunDatabase;
  /** What it throws, the one who asks is told. */
  answer(connection: BunDatabase, request: Request): Reply;
}

declare const self: Worker;

/** Answers what a `WorkerThread` asks of this thread. */
export function serveThread<Request, Reply>(
  work: ThreadWork<Request, Reply>,
): void {
  let file = "";
  let connection: BunDatabase | undefined;

  function react(
    message: WorkerMessage<Request>,
  ): WorkerAnswer<Reply> | undefined {
    if (message.kind === "open") {
      // Not done yet: that it cannot be is an answer to a request.
      file = message.file;
      return undefined;
    }
    if (message.kind === "close") {
      connection?.close();
      return { kind: "closed" };
    }
    connection ??= work.open(file);
    return { kind: "done", reply: work.answer(connection, message.request) };
  }

  self.addEventListener(
    "message",
    ({ data }: MessageEvent<WorkerMessage<Request>>) => {
      try {
        const answer = react(data);
        if (answer !== undefined) self.postMessage(answer);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        self.postMessage({ kind: "failed", message });
      }
    },
  );
}

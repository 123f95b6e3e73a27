import { ChildProcess } from "../workers/child-process.ts";
import { readerArgument } from "../workers/child-arguments.ts";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";

/** A process with a database file open for reading, that answers one request at a time. */
export class ReaderProcess {
  readonly #child: ChildProcess<ReaderRequest, ReaderReply>;

  constructor(file: string) {
    this.#child = new ChildProcess(readerArgument, "reading/reader-child.ts");
    this.#child.tell({ kind: "open", file });
  }

  /** Whether it can no longer answer. */
  get hasEnded(): boolean {
    return this.#child.hasEnded;
  }

  /** Sends a request when the one before is answered, and waits for its answer. */
  read(request: ReaderRequest): Promise<ReaderReply> {
    return this.#child.ask(request);
  }

  /** Ends it at once, in the middle of a statement too: it only reads, so nothing can be lost. */
  end(): Promise<void> {
    return this.#child.end();
  }
}

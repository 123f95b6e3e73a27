/** What a process does for the one that has started it. */
export interface ChildWork<Request, Reply> {
  /** Undefined for what is told, and not asked. */
  answer(request: Request): Reply | undefined;
  /** The answer where `answer` has thrown. */
  describeFailure(error: unknown): Reply;
}

/** Answers what a `ChildProcess` is asked, in that process, until its parent ends. */
export function serveParent<Request, Reply>(
  work: ChildWork<Request, Reply>,
): void {
  // A terminal's Ctrl-C reaches this process too; it ends with its parent, which may let a request finish first.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => undefined);
  }
  process.on("disconnect", () => process.exit());
  process.on("message", (request: Request) => {
    const reply = answerSafely(work, request);
    if (reply !== undefined) process.send?.(reply);
  });
}

function answerSafely<Request, Reply>(
  work: ChildWork<Request, Reply>,
  request: Request,
): Reply | undefined {
  try {
    return work.answer(request);
  } catch (error) {
    return work.describeFailure(error);
  }
}

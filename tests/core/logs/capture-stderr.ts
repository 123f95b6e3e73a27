import { spyOn } from "bun:test";

/** What is written to stderr meanwhile, instead of being written. */
export interface Captured {
  text(): string;
  release(): void;
}

export function captureStderr(): Captured {
  let text = "";
  const write = spyOn(process.stderr, "write").mockImplementation(
    (chunk: string | Uint8Array, ...rest: unknown[]) => {
      text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    },
  );
  return { text: () => text, release: () => write.mockRestore() };
}

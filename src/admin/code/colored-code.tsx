import type { ReactNode } from "react";
import type { ClassedSpan } from "./highlight/classed-span.ts";

/** Code whose spans have their colours. */
export function ColoredCode({
  code,
  spans,
}: {
  readonly code: string;
  readonly spans: readonly ClassedSpan[];
}) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to, className } of spans) {
    pieces.push(code.slice(at, from));
    pieces.push(
      <span key={from} className={className}>
        {code.slice(from, to)}
      </span>,
    );
    at = to;
  }
  pieces.push(code.slice(at));
  return pieces;
}

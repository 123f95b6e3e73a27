import type { HeadersFor } from "./answer-headers.ts";
import type { RequestCounts } from "./request-counts.ts";

/** What an API is told of the server around it. */
export interface HttpSurroundings {
  readonly headersFor: HeadersFor;
  /** The address that the request came from; empty when there is no server. */
  readonly clientAddress: (request: Request) => string;
  /** How many requests there were. */
  readonly counts: RequestCounts;
  /** Sets how many seconds may pass without a byte on the request's connection before it is closed; 0 is for ever. */
  readonly setIdleTimeout: (request: Request, seconds: number) => void;
}

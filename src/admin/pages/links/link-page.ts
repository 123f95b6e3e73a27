import type { Finished } from "../../routing/finish-link.ts";

/** What a page gets that a link with a token leads to. */
export interface LinkPageProps {
  /** Empty when the link is cut off, or has done its work. */
  readonly token: string;
  /** What came of the link, once it has done its work. */
  readonly finished: Finished | undefined;
}

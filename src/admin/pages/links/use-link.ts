import { useState } from "react";
import { type Finished, finishLink } from "../../routing/finish-link.ts";
import type { LinkPage } from "../../routing/link-paths.ts";
import { isLinkRefused } from "../../server/problem.ts";

/** A link that somebody is about to use. */
export interface LinkUse {
  /** Whether the server has refused the link: expired, used up, or of an account that is gone. */
  readonly isRefused: boolean;
  /**
   * Finishes the link by doing its work.
   *
   * @throws what the work fails with, unless the link is refused
   */
  finish(finished: Finished, work: () => Promise<unknown>): Promise<void>;
}

/** The link that led to this page. */
export function useLink(page: LinkPage): LinkUse {
  const [isRefused, setRefused] = useState(false);
  return {
    isRefused,
    async finish(finished, work) {
      try {
        await work();
        finishLink(page, finished);
      } catch (error) {
        if (!isLinkRefused(error)) throw error;
        setRefused(true);
      }
    },
  };
}

import type { AuthDraft, DraftProps } from "../collection-draft.ts";

/** What the sections of the auth options get. */
export interface AuthProps extends DraftProps {
  readonly draft: AuthDraft;
  /** Whether the accounts are the superusers, of which the server expects more. */
  readonly isSuperusers: boolean;
}

import { closeHistory } from "@tiptap/pm/history";
import type { Transaction } from "@tiptap/pm/state";

/** Has a change of how the text looks be undone by itself, not with what was done just before, and make no links of addresses. */
export function beginChange(tr: Transaction): void {
  closeHistory(tr).setMeta("preventAutolink", true);
}

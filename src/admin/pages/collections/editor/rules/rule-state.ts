import { LockKeyhole, type LucideIcon, Globe, Split } from "lucide-react";
import type { Rule } from "../collection-draft.ts";

/** Who a rule lets through: superusers alone, everyone, or who meets a condition. */
export type RuleState = "locked" | "public" | "conditional";

export function stateOf(rule: Rule): RuleState {
  if (rule === null) return "locked";
  return rule.trim() === "" ? "public" : "conditional";
}

export const stateIcons: Readonly<Record<RuleState, LucideIcon>> = {
  locked: LockKeyhole,
  public: Globe,
  conditional: Split,
};

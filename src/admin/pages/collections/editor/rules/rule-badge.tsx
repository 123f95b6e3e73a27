import { Badge } from "../../../../components/badge.tsx";
import { rulesText } from "../../../../text/rules.ts";
import { isWriting } from "./rule-names.ts";
import { type RuleState, stateIcons } from "./rule-state.ts";

/** Who a rule lets through, in a word. */
export function RuleBadge({
  rule,
  state,
}: {
  readonly rule: string;
  readonly state: RuleState;
}) {
  const isRisky = isWriting(rule) || rule === "manageRule";
  const kind =
    state !== "public" || rule === "authRule"
      ? "neutral"
      : isRisky
        ? "warn"
        : "accent";
  const isLogin = rule === "authRule" && state === "public";
  return (
    <Badge kind={kind} icon={stateIcons[state]}>
      {isLogin ? rulesText.presets.account : rulesText.states[state]}
    </Badge>
  );
}

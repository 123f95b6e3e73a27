import { componentsText } from "../text/components.ts";
import { Badge } from "./badge.tsx";

/** Whether something is switched on. */
export function OnBadge({ isOn }: { readonly isOn: boolean }) {
  return (
    <Badge kind={isOn ? "good" : "neutral"}>
      {isOn ? componentsText.on : componentsText.off}
    </Badge>
  );
}

import { Badge } from "../../../components/badge.tsx";
import { logsText } from "../../../text/logs.ts";
import { levelName } from "../entries/log-entry.ts";

const kinds = {
  debug: "neutral",
  info: "neutral",
  warn: "warn",
  error: "bad",
} as const;

/** How weighty an entry is. */
export function LevelBadge({ level }: { readonly level: number }) {
  const name = levelName(level);
  return <Badge kind={kinds[name]}>{logsText.levels[name]}</Badge>;
}

import { Badge } from "../../../components/badge.tsx";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import { levelName, levelNumbers } from "../entries/log-entry.ts";

const kinds = {
  debug: "neutral",
  info: "neutral",
  warn: "warn",
  error: "bad",
} as const;

/** How weighty an entry is. Its number is what filters take, and all that tells levels apart that have no name of their own. */
export function LevelBadge({
  level,
  isNumbered = false,
}: {
  readonly level: number;
  /** Whether the number is said of a level with a name of its own, too. */
  readonly isNumbered?: boolean;
}) {
  const name = levelName(level);
  const label = logsText.levels[name];
  const isNamed = levelNumbers[name] === level;
  return (
    <Badge kind={kinds[name]}>
      {isNamed && !isNumbered
        ? label
        : fill(logsText.levelNumber, { level: label, number: level })}
    </Badge>
  );
}

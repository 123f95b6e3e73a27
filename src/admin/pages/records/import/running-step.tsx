import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import type { ImportProgress } from "../../../server/records-import.ts";
import { importText } from "../../../text/import.ts";
import { fill } from "../../../text/index.ts";

const texts = importText.running;

/** Shows how far a check or an import is. */
export function RunningStep({
  isCheck,
  progress: { phase, done, rows },
}: {
  readonly isCheck: boolean;
  readonly progress: ImportProgress;
}) {
  const count = rows.toLocaleString("en");
  return (
    <Stack>
      <ProgressBar
        label={fill(texts[phase], { count })}
        // When all is sent, the server has still to begin.
        value={phase === "send" && done === 1 ? undefined : done}
      />
      {isCheck && <Soft>{texts.checkHint}</Soft>}
    </Stack>
  );
}

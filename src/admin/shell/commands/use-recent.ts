import { useStored } from "../../components/hooks/use-stored.ts";
import { storedTexts } from "../../components/hooks/stored-values.ts";

/** How many commands are remembered. */
const most = 5;

/** The ids of the commands that were used last, the latest first, and what remembers one more. */
export function useRecent() {
  const [recent, setRecent] = useStored<readonly string[]>(
    "recentCommands",
    [],
    storedTexts,
  );
  const remember = (id: string) =>
    setRecent([id, ...recent.filter((other) => other !== id)].slice(0, most));
  return { recent, remember };
}

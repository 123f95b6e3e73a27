import { useStored } from "../components/hooks/use-stored.ts";
import { storedText } from "../components/hooks/stored-values.ts";
import { useSuperuser } from "../server/session.ts";

/** The address that the last test mail was for, or the superuser's own; and what remembers another. */
export function useTestAddress(): readonly [
  address: string,
  remember: (address: string) => void,
] {
  const own: unknown = useSuperuser()?.["email"];
  const [last, remember] = useStored("test-address", "", storedText);
  return [last || (typeof own === "string" ? own : ""), remember];
}

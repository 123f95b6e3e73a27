import { createContext, type ReactNode, use } from "react";
import { useStored } from "../hooks/use-stored.ts";
import { type ShownZone, shownZones } from "./clock.ts";

const Zone = createContext<ShownZone>("local");

/** Lets what is in it know in which zone to show moments: tables show too many to read what is stored for each. */
export function ShownZoneProvider({
  children,
}: {
  readonly children: ReactNode;
}) {
  const [zone] = useChosenZone();
  return <Zone value={zone}>{children}</Zone>;
}

/** In which zone moments are shown, now and whenever that changes, in another tab too. */
export function useShownZone(): ShownZone {
  return use(Zone);
}

/** The same, to choose another one. */
export function useChosenZone() {
  return useStored("times", "local", parseZone);
}

function parseZone(stored: unknown): ShownZone | undefined {
  return shownZones.find((zone) => zone === stored);
}

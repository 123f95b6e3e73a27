import { useEffect, useEffectEvent } from "react";

/**
 * Begins what the address asks for, once for each time that it does.
 *
 * @param begin is also to take it from the address
 */
export function useBeginning(isAsked: boolean, begin: () => void): void {
  const beginNow = useEffectEvent(begin);
  useEffect(() => {
    if (isAsked) beginNow();
  }, [isAsked]);
}

import { useEffect, useState } from "react";
import { hasExpired } from "../../server/has-expired.ts";

/**
 * Whether a link is too old, so that nobody fills in a form in vain. The page need not wait for it: it is false until the
 * server has told the time.
 *
 * @param expires milliseconds since 1970
 */
export function useExpiry(expires: number): boolean {
  const [isExpired, setExpired] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void hasExpired(expires).then((expired) => {
      if (isCurrent) setExpired(expired);
    });
    return () => {
      isCurrent = false;
    };
  }, [expires]);
  return isExpired;
}

import { formatDistanceStrict } from "date-fns";
import { componentsText } from "../../text/components.ts";
import { minute } from "../hooks/use-minute.ts";

/**
 * Says how far a moment is from now, without its seconds.
 *
 * @param clock the time in milliseconds that it is told from: up to a minute old, as of `useMinute`
 * @param now the time in milliseconds that it really is
 */
export function timeFromNow(
  moment: Date,
  clock: number,
  now = Date.now(),
): string {
  const time = moment.getTime();
  if (Math.abs(time - clock) >= minute) {
    return formatDistanceStrict(moment, clock, { addSuffix: true });
  }
  return time <= now ? componentsText.justNow : componentsText.soon;
}

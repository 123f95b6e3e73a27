import { useState } from "react";

/** Runs something that takes a while, and says whether it is running. */
export function useBusy(work: () => Promise<void>): {
  readonly isBusy: boolean;
  readonly run: () => Promise<void>;
} {
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    run: async () => {
      setBusy(true);
      await work().finally(() => setBusy(false));
    },
  };
}

import { useCallback, useMemo, useState } from "react";
import { isSame } from "./is-same.ts";

/** A copy of something that is being edited. */
export interface Draft<T extends object> {
  readonly draft: T;
  /** Changes some of its values. */
  readonly set: (change: Partial<T> | ((draft: T) => Partial<T>)) => void;
  /** Whether it differs from what it began with. */
  readonly isChanged: boolean;
  /** Begins anew: with what it began with, or with this, as after saving. */
  readonly reset: (to?: T) => void;
  /** It was sent, and is stored like this. What was changed since stays changed. */
  readonly settle: (sent: T, stored: T) => void;
}

/**
 * Holds a draft.
 *
 * @param initial what it begins with; another one later changes nothing, so that no news from the server overwrites what
 *   somebody is typing: `reset` does
 */
export function useDraft<T extends object>(initial: T): Draft<T> {
  const [{ base, draft }, setState] = useState({
    base: initial,
    draft: initial,
  });

  const set = useCallback<Draft<T>["set"]>((change) => {
    setState((state) => {
      const values =
        typeof change === "function" ? change(state.draft) : change;
      return { ...state, draft: { ...state.draft, ...values } };
    });
  }, []);

  const reset = useCallback<Draft<T>["reset"]>((to) => {
    setState((state) => {
      const next = to ?? state.base;
      return { base: next, draft: next };
    });
  }, []);

  const settle = useCallback<Draft<T>["settle"]>((sent, stored) => {
    setState(({ draft: now }) => {
      const before = Object.entries(sent);
      const later = Object.entries(now).filter(
        ([name, value]) =>
          !before.some(([same, was]) => same === name && isSame(value, was)),
      );
      return {
        base: stored,
        draft: { ...stored, ...Object.fromEntries(later) },
      };
    });
  }, []);

  const isChanged = useMemo(() => !isSame(base, draft), [base, draft]);
  return { draft, set, isChanged, reset, settle };
}

import { useBlocker } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { useConfirm } from "../components/overlays/confirm.tsx";
import { shellText } from "../text/shell.ts";

const texts = shellText.unsaved;

/** Keeps what somebody has changed from being lost by accident. */
export interface UnsavedGuard {
  /** Asks, where something would be lost, and resolves to whether to go on. For the `guard` of a panel or dialog. */
  readonly guard: () => Promise<boolean>;
  /** Nothing is to be kept any more: it was just saved, or is to be thrown away. Call it before leading elsewhere. */
  readonly release: () => void;
}

/**
 * Asks before the address changes or the window closes while something is changed. Who has agreed once is not asked again.
 *
 * @param isChanged whether something would be lost
 */
export function useUnsavedGuard(isChanged: boolean): UnsavedGuard {
  const confirm = useConfirm();
  const isReleased = useRef(false);
  useEffect(() => {
    if (isChanged) isReleased.current = false;
  }, [isChanged]);

  const guard = useCallback(async () => {
    if (!isChanged || isReleased.current) return true;
    isReleased.current = await confirm({
      title: texts.title,
      text: texts.text,
      action: texts.leave,
      kind: "danger",
    });
    return isReleased.current;
  }, [confirm, isChanged]);

  const release = useCallback(() => {
    isReleased.current = true;
  }, []);

  useBlocker({
    shouldBlockFn: async () => !(await guard()),
    enableBeforeUnload: () => isChanged && !isReleased.current,
    disabled: !isChanged,
  });
  return { guard, release };
}

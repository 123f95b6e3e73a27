import { type RefObject, useEffect } from "react";

/** Milliseconds that a part of the page may take to load before nobody expects the focus to move any more. */
const patience = 3_000;

const wrong =
  "[data-field] [aria-invalid='true'], [data-field] [data-wrong='true']";

/**
 * Moves the focus to the first field with a problem, once it is there: its part of the page may have to be loaded.
 * @param count another one each time that there is something to show
 */
export function useShowProblem(
  within: RefObject<HTMLElement | null>,
  count: number,
): void {
  useEffect(() => {
    const element = within.current;
    if (count === 0 || element === null) return undefined;
    const show = (): boolean => {
      const field = element.querySelector<HTMLElement>(wrong);
      field?.focus();
      return field !== null;
    };
    if (show()) return undefined;
    const observer = new MutationObserver(() => {
      if (show()) observer.disconnect();
    });
    observer.observe(element, {
      childList: true,
      subtree: true,
      attributes: true,
    });
    const timer = setTimeout(() => observer.disconnect(), patience);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [within, count]);
}

/**
 * Lets Tab go on from the button that a popup is at: the popup itself lies elsewhere in the document. The browser moves the
 * focus once the key's listeners were told.
 */
export function leaveByTab(anchor: Element, close: () => void): void {
  if (anchor instanceof HTMLElement) anchor.focus({ preventScroll: true });
  close();
}

/** Whether Tab leads out of an element from another one in it. */
export function isLastByTab(
  element: HTMLElement,
  within: HTMLElement,
): boolean {
  return !Array.from(within.querySelectorAll<HTMLElement>("*")).some(
    (other) =>
      other.tabIndex >= 0 &&
      isAfter(other, element) &&
      !other.matches(":disabled") &&
      other.checkVisibility({ visibilityProperty: true }),
  );
}

function isAfter(one: Node, other: Node): boolean {
  const place = other.compareDocumentPosition(one);
  return (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** What an element says in its tooltip. */
export const tooltipAttribute = "data-tooltip";

/** The tooltip that is open. */
export interface ShownTooltip {
  readonly element: Element;
  readonly text: string;
}

/** Milliseconds that one points at an element before it says its text. */
const delay = 500;

/** Milliseconds after a tooltip in which the next one comes at once. */
const following = 300;

/**
 * Says which tooltip is to be open. The document listens for all elements, since tables and lists have hundreds of buttons.
 *
 * @param show called with undefined when none is to be open
 * @returns ends it
 */
export function listenForTooltips(
  show: (tooltip: ShownTooltip | undefined) => void,
): () => void {
  /** Whose tooltip is open, or about to be. */
  let current: Element | undefined;
  let isOpen = false;
  let closedAt = Number.NEGATIVE_INFINITY;
  let timer = 0;

  function close(): void {
    window.clearTimeout(timer);
    current = undefined;
    if (!isOpen) return;
    isOpen = false;
    closedAt = performance.now();
    show(undefined);
  }

  function open(element: Element): void {
    // It may have left the document while one waited.
    const text = element.isConnected && element.getAttribute(tooltipAttribute);
    if (!text) return;
    isOpen = true;
    show({ element, text });
  }

  function point(target: EventTarget | null, wait: number): void {
    const element = owner(target);
    if (element === current) return;
    close();
    if (element === undefined) return;
    current = element;
    if (performance.now() - closedAt < following) open(element);
    else timer = window.setTimeout(() => open(element), wait);
  }

  const listening = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    listener: (event: DocumentEventMap[Name]) => void,
  ) =>
    document.addEventListener(name, listener, {
      capture: true,
      passive: true,
      signal: listening.signal,
    });
  on("pointerover", ({ target, pointerType }) => {
    // A finger presses what it touches.
    if (pointerType !== "touch") point(target, delay);
  });
  on("pointerout", ({ relatedTarget }) => {
    // It leaves the window, and so is over nothing from then on.
    if (relatedTarget === null) close();
  });
  on("pointerdown", close);
  on("scroll", close);
  on("focusin", ({ target }) => {
    if (owner(target)?.matches(":focus-visible") === true) point(target, 0);
  });
  on("focusout", close);
  on("keydown", ({ key }) => {
    if (closing.has(key)) close();
  });
  return () => {
    listening.abort();
    close();
  };
}

/** Keys that do something with the element, after which it may say something else or be gone. */
const closing = new Set(["Enter", " ", "Escape"]);

function owner(target: EventTarget | null): Element | undefined {
  return target instanceof Element
    ? (target.closest(`[${tooltipAttribute}]`) ?? undefined)
    : undefined;
}

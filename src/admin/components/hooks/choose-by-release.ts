/** Pixels that a pointer may move and still press the button rather than drag to an item. */
const steady = 4;

/**
 * Lets one choose in a menu by letting go over an item, after the press of the button that has opened it: the system's own
 * menus do so.
 *
 * @param press of the button
 * @param onRelease told once the press ends, with whether that is at the button, in a menu, or elsewhere
 */
export function chooseByRelease(
  button: Element,
  press: { readonly clientX: number; readonly clientY: number },
  onRelease: (place: "button" | "menu" | "elsewhere") => void,
): void {
  document.addEventListener(
    "mouseup",
    ({ target, clientX, clientY }) => {
      if (!(target instanceof Element)) return onRelease("elsewhere");
      if (target.closest("[role=menu]") === null) {
        // The open menu keeps the pointer from all else, its button too.
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const isAcross = left <= clientX && clientX <= right;
        const isDown = top <= clientY && clientY <= bottom;
        return onRelease(isAcross && isDown ? "button" : "elsewhere");
      }
      onRelease("menu");
      // Where there is little room, the menu may come to lie below the pointer.
      const way = Math.hypot(clientX - press.clientX, clientY - press.clientY);
      if (way < steady) return;
      target.closest<HTMLElement>("[role^=menuitem]")?.click();
    },
    { once: true, capture: true },
  );
}

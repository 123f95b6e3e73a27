import { type MouseEvent, useRef } from "react";
import { chooseByRelease } from "./choose-by-release.ts";

/** The press of a button that opens its menu: until its click, which then means nothing, or until it ends elsewhere. */
export interface OpeningPress {
  readonly begin: (button: HTMLElement, press: MouseEvent<HTMLElement>) => void;
  readonly isUnderWay: () => boolean;
}

/** @param close what a press does that ends elsewhere */
export function useOpeningPress(close: () => void): OpeningPress {
  const isUnderWay = useRef(false);
  const settle = () => {
    isUnderWay.current = false;
  };
  return {
    begin: (button, press) => {
      isUnderWay.current = true;
      chooseByRelease(button, press, (place) => {
        if (place === "elsewhere") close();
        if (place === "button") afterClick(settle);
        else settle();
      });
    },
    isUnderWay: () => isUnderWay.current,
  };
}

/** Runs something after the click that a release is followed by at once, and before another press, however late timers are. */
function afterClick(run: () => void): void {
  const timer = setTimeout(finish);
  window.addEventListener("pointerdown", finish, true);
  function finish(): void {
    clearTimeout(timer);
    window.removeEventListener("pointerdown", finish, true);
    run();
  }
}

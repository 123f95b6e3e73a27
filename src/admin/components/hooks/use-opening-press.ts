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
        // The click that ends the press is told of at once.
        if (place === "button") setTimeout(settle);
        else settle();
      });
    },
    isUnderWay: () => isUnderWay.current,
  };
}

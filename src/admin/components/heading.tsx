import { useEffect, useRef } from "react";

/** What the page is about. It takes the focus when it appears, so that a screen reader says it and the keyboard goes on from here. */
export function Heading({
  children,
  takesFocus = true,
}: {
  readonly children: string;
  /** False where a field takes it. */
  readonly takesFocus?: boolean;
}) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  );
}

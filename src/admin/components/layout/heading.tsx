import { useEffect, useRef } from "react";

/** What a page or a part of it is about. A page's takes the focus when it appears, so that a screen reader says it and the keyboard goes on from here. */
export function Heading({
  level = 1,
  children,
  takesFocus = level === 1,
}: {
  readonly level?: 1 | 2 | 3;
  readonly children: string;
  /** False where a field takes it. */
  readonly takesFocus?: boolean;
}) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  const Tag = `h${level}` as const;
  return (
    <Tag ref={element} tabIndex={takesFocus ? -1 : undefined}>
      {children}
    </Tag>
  );
}

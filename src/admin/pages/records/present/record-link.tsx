import type { MouseEvent, ReactNode } from "react";
import { stringifySearch } from "../../../routing/search.ts";

/**
 * Leads to a record: a plain click opens it in place, one with the middle button or a key is the browser's, which opens it in
 * another tab or window.
 */
export function RecordLink({
  collection: { name },
  id,
  title,
  className,
  tabIndex,
  onOpen,
  children,
}: {
  readonly collection: { readonly name: string };
  readonly id: string;
  readonly title?: string;
  readonly className: string | undefined;
  readonly tabIndex?: number;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  function handleClick(event: MouseEvent): void {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onOpen();
  }
  return (
    <a
      href={`#/collections${stringifySearch({ collection: name, record: id })}`}
      title={title}
      className={className}
      tabIndex={tabIndex}
      data-part="record"
      onClick={handleClick}
    >
      {children}
    </a>
  );
}

function isForBrowser(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

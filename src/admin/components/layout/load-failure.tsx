import { TriangleAlert } from "lucide-react";
import { text as commonText } from "../../text/index.ts";
import { Button } from "../button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** Stands in the place of what did not load, and offers to try again. */
export function LoadFailure({
  title,
  text,
  onRetry,
}: {
  readonly title: string;
  /** Why. */
  readonly text: string;
  readonly onRetry: () => void;
}) {
  return (
    <EmptyState
      icon={TriangleAlert}
      title={title}
      text={text}
      action={<Button onClick={onRetry}>{commonText.action.retry}</Button>}
    />
  );
}

import type { CollectionModel } from "pocketbase";
import { Suspense, use } from "react";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import type { ChangePreview } from "../../../server/collection-dry-run.ts";
import { describeRemoval } from "./describe-removal.ts";

/** What goes with a collection, or with its records, besides: as far as the server can tell. */
export function RemovalPreview({
  text,
  ...props
}: RemovalLinesProps & {
  readonly text: string;
}) {
  return (
    <Stack gap="small">
      <p>{text}</p>
      <Suspense fallback={<Skeleton />}>
        <RemovalLines {...props} />
      </Suspense>
    </Stack>
  );
}

interface RemovalLinesProps {
  readonly collection: CollectionModel;
  /** Resolves to undefined where the server tells nothing. */
  readonly preview: Promise<ChangePreview | undefined>;
}

function RemovalLines({ collection, preview }: RemovalLinesProps) {
  const told = use(preview);
  if (told === undefined || told.error !== null) return null;
  return describeRemoval(told, collection).map((line) => (
    <p key={line}>{line}</p>
  ));
}

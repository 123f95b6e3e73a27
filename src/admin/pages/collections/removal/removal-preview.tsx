import { useQuery } from "@tanstack/react-query";
import type { CollectionModel } from "pocketbase";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import {
  previewChange,
  type WantedChange,
} from "../../../server/collection-dry-run.ts";
import { describeRemoval } from "./describe-removal.ts";

/** What goes with a collection, or with its records, besides: as far as the server can tell. */
export function RemovalPreview({
  collection,
  action,
  text,
}: {
  readonly collection: CollectionModel;
  readonly action: "delete" | "truncate";
  readonly text: string;
}) {
  const wanted: WantedChange =
    action === "delete"
      ? { delete: collection.id }
      : { truncate: collection.id };
  const { data, isPending } = useQuery({
    queryKey: ["collection-dry-run", wanted],
    queryFn: ({ signal }) => previewChange(wanted, signal),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Stack gap="small">
      <p>{text}</p>
      {isPending && <Skeleton />}
      {data !== undefined &&
        describeRemoval(data, collection).map((line) => (
          <p key={line}>{line}</p>
        ))}
    </Stack>
  );
}

import type { CollectionModel } from "pocketbase";
import type { ReactNode } from "react";
import { LoadFailure } from "../../../components/layout/load-failure.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import {
  refreshCollections,
  useCollections,
} from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { transferText } from "../../../text/transfer.ts";

/** Shows what is given all collections, as soon as they are there. */
export function LoadedCollections({
  children,
}: {
  readonly children: (collections: readonly CollectionModel[]) => ReactNode;
}) {
  const { data, error } = useCollections();
  if (data !== undefined) return children(data);
  if (error === null) return <Skeleton lines={8} height="2rem" />;
  return (
    <LoadFailure
      title={transferText.failed}
      text={describeProblem(error).message}
      onRetry={() => void refreshCollections()}
    />
  );
}

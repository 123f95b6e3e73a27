import { ClientResponseError } from "pocketbase";
import type { ChangePreview } from "./collection-dry-run.ts";

/** The error that the change itself would be answered with, if it would be refused. */
export function refusalOf({
  error,
}: ChangePreview): ClientResponseError | undefined {
  if (error === null) return undefined;
  const { status } = error;
  return new ClientResponseError({
    status: typeof status === "number" ? status : 400,
    response: error,
  });
}

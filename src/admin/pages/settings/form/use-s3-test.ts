import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { client } from "../../../server/client.ts";
import type { S3Draft } from "./s3-fields.tsx";

/** What is known of the connection to an S3 bucket. */
export interface S3Connection {
  readonly state: "unknown" | "testing" | "works" | "failed";
  readonly error: Error | null;
  readonly test: () => void;
}

/**
 * Has the server try an S3 bucket of its settings: by itself when the page opens and whenever its form is saved, if the bucket is
 * in use.
 *
 * @param saved the bucket's settings as the form has saved them: another object after each save
 * @param isChanged whether what is shown is not what would be tested, of which nothing is known then
 */
export function useS3Test(
  filesystem: "storage" | "backups",
  saved: S3Draft,
  isChanged: boolean,
): S3Connection {
  const { mutate, variables, status, error } = useMutation({
    mutationFn: (_tested: S3Draft) => client.settings.testS3(filesystem),
  });
  const testByItself = useEffectEvent((tested: S3Draft) => {
    if (tested.enabled && !isChanged) mutate(tested);
  });
  useEffect(() => testByItself(saved), [saved]);
  const isKnown = variables === saved && !isChanged;
  return {
    state: isKnown ? states[status] : "unknown",
    error,
    test: () => mutate(saved),
  };
}

const states = {
  idle: "unknown",
  pending: "testing",
  success: "works",
  error: "failed",
} as const;

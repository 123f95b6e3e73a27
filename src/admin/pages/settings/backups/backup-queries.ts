import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { client } from "../../../server/client.ts";
import { refreshHealth } from "../../../server/health.ts";
import { queryClient } from "../../../server/query-client.ts";
import { useSettings } from "../../../server/settings.ts";

/** A backup that the server has. */
export interface Backup {
  /** Its file's name. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: string;
}

const queryKey = ["backups"];

/** The backups, the newest first. Where they are kept is a setting: another place has others. */
export function useBackups(): UseQueryResult<readonly Backup[]> {
  const place = useSettings().data?.backups.s3;
  return useQuery({
    queryKey: [...queryKey, place],
    enabled: place !== undefined,
    queryFn: async () => {
      const backups = await client.backups.getFullList();
      return backups.toSorted((one, other) =>
        other.modified.localeCompare(one.modified),
      );
    },
  });
}

/** Asks for the backups anew, and for whether one is being made. */
export async function refreshBackups(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey }),
    refreshHealth(),
  ]);
}

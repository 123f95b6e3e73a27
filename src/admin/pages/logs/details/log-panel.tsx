import { useQuery } from "@tanstack/react-query";
import { Download, FileX2, TriangleAlert } from "lucide-react";
import { ClientResponseError } from "pocketbase";
import { IconButton } from "../../../components/button.tsx";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { client } from "../../../server/client.ts";
import { describeProblem } from "../../../server/problem.ts";
import { logsText } from "../../../text/logs.ts";
import { asEntry, type LogEntry } from "../entries/log-entry.ts";
import { logsKey } from "../entries/use-entries.ts";
import { saveJson } from "../export/save-entries.ts";
import { EntryDetails } from "./entry-details.tsx";

const { entry: texts } = logsText;

/** All of an entry of the log. */
export function LogPanel({
  id,
  known,
  onClose,
  onFilter,
}: {
  readonly id: string;
  /** The entry, if the table has it. */
  readonly known: LogEntry | undefined;
  readonly onClose: () => void;
  /** Looks for entries that have something in common with this one. */
  readonly onFilter: (filter: string) => void;
}) {
  const { data: entry, error } = useQuery({
    queryKey: [...logsKey, "entry", id],
    queryFn: async ({ signal }) =>
      asEntry(await client.logs.getOne(id, { signal })),
    // An entry never changes.
    initialData: known,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isMissing =
    error instanceof ClientResponseError && error.status === 404;
  return (
    <Panel
      open
      onClose={onClose}
      title={texts.title}
      subtitle={id}
      actions={
        entry !== undefined && (
          <>
            <CopyButton
              size="normal"
              label={texts.copy}
              text={JSON.stringify(entry, null, 2)}
            />
            <IconButton
              icon={Download}
              label={texts.download}
              onClick={() => saveJson([entry])}
            />
          </>
        )
      }
    >
      {entry !== undefined && (
        <EntryDetails entry={entry} onFilter={onFilter} />
      )}
      {entry === undefined && error === null && <Skeleton lines={8} />}
      {entry === undefined && isMissing && (
        <EmptyState
          icon={FileX2}
          title={texts.missing}
          text={texts.missingText}
        />
      )}
      {entry === undefined && error !== null && !isMissing && (
        <EmptyState
          icon={TriangleAlert}
          title={logsText.failed}
          text={describeProblem(error).message}
        />
      )}
    </Panel>
  );
}

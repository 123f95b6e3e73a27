import { useMutation, useQuery } from "@tanstack/react-query";
import { CalendarClock, Play, RefreshCw } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { IconButton } from "../../../components/button.tsx";
import { Code } from "../../../components/texts/code.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { useMinute } from "../../../components/hooks/use-minute.ts";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { describeProblem } from "../../../server/problem.ts";
import { cronsText } from "../../../text/crons.ts";
import { fill } from "../../../text/index.ts";
import { SettingsPage } from "../form/settings-page.tsx";
import { Table } from "../table.tsx";
import styles from "./crons-page.module.css";
import { nextRuns } from "./next-runs.ts";
import { LoadFailure } from "../../../components/layout/load-failure.tsx";

const texts = cronsText;

/** What the ids of the server's own jobs begin with. */
const systemPrefix = "__pb";

interface Job {
  readonly id: string;
  readonly expression: string;
}

/** What the server does again and again. */
export function CronsPage() {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["crons"],
    queryFn: () => client.crons.getFullList(),
  });
  return (
    <SettingsPage
      title={texts.title}
      lead={texts.lead}
      actions={
        <IconButton
          icon={RefreshCw}
          label={texts.refresh}
          busy={isFetching}
          onClick={() => void refetch()}
        />
      }
    >
      {data !== undefined && data.length > 0 && (
        <Table
          label={texts.table}
          columns={[texts.job, texts.schedule, texts.next, texts.actions]}
        >
          {data.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </Table>
      )}
      {data?.length === 0 && (
        <EmptyState icon={CalendarClock} title={texts.none} />
      )}
      {data === undefined && error === null && (
        <Skeleton lines={5} height="2rem" />
      )}
      {data === undefined && error !== null && (
        <LoadFailure
          title={texts.failed}
          text={describeProblem(error).message}
          onRetry={() => void refetch()}
        />
      )}
    </SettingsPage>
  );
}

function JobRow({ job: { id, expression } }: { readonly job: Job }) {
  // Anew each minute: what was next may be over.
  useMinute();
  const [next] = nextRuns(expression, 1) ?? [];
  const known = texts.known[id];
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.crons.run(id),
    onSuccess: () => toast.good(fill(texts.started, { id })),
    onError: (error) => toast.bad(describeProblem(error).message),
  });
  return (
    <tr>
      <td>
        <Stack direction="row" gap="small">
          <span className={styles["id"]}>{id}</span>
          {id.startsWith(systemPrefix) && <Badge>{texts.system}</Badge>}
        </Stack>
        {known !== undefined && (
          <span className={styles["known"]}>{known}</span>
        )}
      </td>
      <td className={styles["schedule"]}>
        <Code inline>{expression}</Code>
      </td>
      <td>
        {next === undefined ? (
          texts.unreadable
        ) : (
          <DateText value={next.toISOString()} relative />
        )}
      </td>
      <td>
        <IconButton
          icon={Play}
          label={fill(texts.runOf, { id })}
          busy={isPending}
          onClick={() => mutate()}
        />
      </td>
    </tr>
  );
}

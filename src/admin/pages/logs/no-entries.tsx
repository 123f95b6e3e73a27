import { ScrollText } from "lucide-react";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/layout/empty-state.tsx";
import { useSettings } from "../../server/settings.ts";
import { logsText } from "../../text/logs.ts";
import type { LogsSearch } from "./entries/logs-filter.ts";

const { empty } = logsText;

/** What stands where there are no entries: why, and what can be done about it. */
export function NoEntries({
  search,
  onSearch,
}: {
  readonly search: LogsSearch;
  readonly onSearch: (change: Partial<LogsSearch>) => void;
}) {
  const keepsNothing = useSettings().data?.logs.maxDays === 0;
  const { filter, level, from, withSuperusers } = search;
  if (filter !== "" || level !== "" || from !== "") {
    return (
      <EmptyState
        icon={ScrollText}
        title={empty.noneTitle}
        text={empty.noneText}
        action={
          <Button
            kind="secondary"
            onClick={() =>
              onSearch({ filter: "", level: "", from: "", to: "" })
            }
          >
            {empty.clear}
          </Button>
        }
      />
    );
  }
  if (keepsNothing) {
    return (
      <EmptyState
        icon={ScrollText}
        title={empty.offTitle}
        text={empty.offText}
      />
    );
  }
  return (
    <EmptyState
      icon={ScrollText}
      title={empty.title}
      text={withSuperusers ? empty.text : empty.superusersText}
    />
  );
}

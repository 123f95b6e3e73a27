import { Inbox, Plus, SearchX } from "lucide-react";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/layout/empty-state.tsx";
import { fill } from "../../text/index.ts";
import { recordsText } from "../../text/records.ts";

const { empty: text } = recordsText;

/** Where a table would have rows: why there are none, and what to do about it. */
export function RecordsEmpty({
  search,
  isView,
  onClear,
  onNew,
}: {
  /** What was searched for, if anything. */
  readonly search: string;
  readonly isView: boolean;
  readonly onClear: () => void;
  readonly onNew: () => void;
}) {
  if (search !== "") {
    return (
      <EmptyState
        icon={SearchX}
        title={text.notFoundTitle}
        text={fill(text.notFoundText, { search })}
        action={
          <Button kind="secondary" onClick={onClear}>
            {text.clearFilter}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title={text.noneTitle}
      text={isView ? text.noneViewText : text.noneText}
      action={
        !isView && (
          <Button icon={Plus} onClick={onNew}>
            {recordsText.newRecord}
          </Button>
        )
      }
    />
  );
}

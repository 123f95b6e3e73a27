import { Globe, SearchX } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Checkbox } from "../../../components/fields/checkbox.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { SearchField } from "../../../components/fields/search-field.tsx";
import { useCollections } from "../../../server/collections.ts";
import { useUnsavedGuard } from "../../../shell/unsaved.ts";
import { fill } from "../../../text/index.ts";
import { rulesText } from "../../../text/rules.ts";
import {
  fittingCollections,
  isOpen,
  type OverviewFilter,
  overviewRules,
} from "./overview-rules.ts";
import styles from "./rules-overview.module.css";
import { RulesTable } from "./rules-table.tsx";

const texts = rulesText.overview;

const nothing: readonly CollectionModel[] = [];
const all: OverviewFilter = {
  search: "",
  onlyPublic: false,
  withSystem: false,
};

/** The rules of all collections, to compare and to change. */
export function RulesOverview({ onClose }: { readonly onClose: () => void }) {
  const collections = useCollections().data ?? nothing;
  const [filter, setFilter] = useState(all);
  const [isChanged, setChanged] = useState(false);
  const { guard } = useUnsavedGuard(isChanged);
  const shown = fittingCollections(collections, filter);
  const open = collections
    .filter(({ system }) => filter.withSystem || !system)
    .flatMap((collection) =>
      overviewRules.filter((rule) => isOpen(collection, rule)),
    ).length;

  function show(change: Partial<OverviewFilter>): void {
    setFilter({ ...filter, ...change });
  }

  return (
    <Dialog
      open
      size="full"
      onClose={onClose}
      guard={guard}
      title={texts.title}
      description={fill(texts.publicCount, { count: open })}
    >
      <div className={styles["page"]}>
        <div className={styles["bar"]}>
          <div className={styles["search"]}>
            <SearchField
              label={texts.search}
              placeholder={texts.searchPlaceholder}
              value={filter.search}
              onChange={(search) => show({ search })}
            />
          </div>
          <Checkbox
            label={texts.onlyPublic}
            checked={filter.onlyPublic}
            onChange={(onlyPublic) => show({ onlyPublic })}
          />
          <Checkbox
            label={texts.system}
            checked={filter.withSystem}
            onChange={(withSystem) => show({ withSystem })}
          />
        </div>
        {shown.length === 0 ? (
          <Nothing filter={filter} onShowAll={() => setFilter(all)} />
        ) : (
          <RulesTable
            shown={shown}
            collections={collections}
            guard={guard}
            onChanged={setChanged}
          />
        )}
      </div>
    </Dialog>
  );
}

function Nothing({
  filter: { onlyPublic, search },
  onShowAll,
}: {
  readonly filter: OverviewFilter;
  readonly onShowAll: () => void;
}) {
  const isSafe = onlyPublic && search.trim() === "";
  return (
    <EmptyState
      icon={isSafe ? Globe : SearchX}
      title={isSafe ? texts.nothingPublic : texts.nothing}
      text={isSafe ? texts.nothingPublicText : texts.nothingText}
      action={
        <Button kind="secondary" onClick={onShowAll}>
          {texts.showAll}
        </Button>
      }
    />
  );
}

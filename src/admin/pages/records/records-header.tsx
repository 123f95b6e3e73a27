import {
  Code2,
  Ellipsis,
  FileUp,
  Plus,
  RefreshCw,
  Settings2,
} from "lucide-react";
import type { CollectionModel } from "pocketbase";
import type { ReactNode } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { Menu, type MenuItem } from "../../components/overlays/menu.tsx";
import { PageHeader } from "../../components/layout/page-header.tsx";
import { useHidesControls } from "../../server/settings.ts";
import { recordsText } from "../../text/records.ts";
import styles from "./records-header.module.css";

/** Above the table: whose records these are, and what can be done with all of them. */
export function RecordsHeader({
  collection,
  isRefreshing,
  exports,
  columnsMenu,
  onRefresh,
  onNew,
  onImport,
  onApiPreview,
  onEditCollection,
}: {
  readonly collection: CollectionModel;
  readonly isRefreshing: boolean;
  readonly exports: readonly MenuItem[];
  readonly columnsMenu: ReactNode;
  readonly onRefresh: () => void;
  readonly onNew: () => void;
  readonly onImport: () => void;
  readonly onApiPreview: () => void;
  readonly onEditCollection: () => void;
}) {
  const hidesControls = useHidesControls();
  const isView = collection.type === "view";
  const importing: MenuItem = {
    label: recordsText.import,
    icon: FileUp,
    onSelect: onImport,
  };
  return (
    <PageHeader
      title={collection.name}
      actions={
        <>
          {!hidesControls && (
            <IconButton
              icon={Settings2}
              label={recordsText.editCollection}
              onClick={onEditCollection}
            />
          )}
          <IconButton
            icon={RefreshCw}
            label={recordsText.refresh}
            busy={isRefreshing}
            onClick={onRefresh}
          />
          {columnsMenu}
          <Menu
            label={recordsText.more}
            trigger={<IconButton icon={Ellipsis} label={recordsText.more} />}
            items={[...(isView ? [] : [importing]), ...exports]}
          />
          <span className={styles["long"]}>
            <Button kind="secondary" icon={Code2} onClick={onApiPreview}>
              {recordsText.apiPreview}
            </Button>
          </span>
          <span className={styles["short"]}>
            <IconButton
              icon={Code2}
              label={recordsText.apiPreview}
              onClick={onApiPreview}
            />
          </span>
          {!isView && (
            <Button icon={Plus} onClick={onNew}>
              {recordsText.newRecord}
            </Button>
          )}
        </>
      }
    />
  );
}

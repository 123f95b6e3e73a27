import { Copy, Download, FileOutput } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import { CodeBlock } from "../../../code/code-block.tsx";
import { Button } from "../../../components/button.tsx";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import {
  refreshCollections,
  useCollections,
} from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { transferText } from "../../../text/transfer.ts";
import { SettingsPage } from "../form/settings-page.tsx";
import styles from "./export-collections-page.module.css";
import { ExportChoice } from "./export-choice.tsx";
import { exportedJson } from "./exported-json.ts";
import { saveFile } from "../../../components/texts/save-file.ts";
import { LoadFailure } from "../../../components/layout/load-failure.tsx";

const texts = transferText.export;

/** Collections as JSON, to take to another server. */
export function ExportCollectionsPage() {
  const { data, error } = useCollections();
  return (
    <SettingsPage title={texts.title} lead={texts.lead} isWide>
      {data !== undefined && <Export collections={data} />}
      {data === undefined && error === null && (
        <Skeleton lines={8} height="2rem" />
      )}
      {data === undefined && error !== null && (
        <LoadFailure
          title={transferText.failed}
          text={describeProblem(error).message}
          onRetry={() => void refreshCollections()}
        />
      )}
    </SettingsPage>
  );
}

function Export({
  collections,
}: {
  readonly collections: readonly CollectionModel[];
}) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(
    () => collections.filter(({ id }) => !left.has(id)),
    [collections, left],
  );
  const json = useMemo(() => exportedJson(chosen), [chosen]);

  return (
    <div className={styles["export"]}>
      <ExportChoice collections={collections} left={left} onChange={setLeft} />
      <section className={styles["result"]} aria-label={texts.result}>
        <div className={styles["actions"]}>
          <Button
            kind="secondary"
            icon={Copy}
            disabled={chosen.length === 0}
            onClick={() => void copyAndSay(json)}
          >
            {texts.copy}
          </Button>
          <Button
            icon={Download}
            disabled={chosen.length === 0}
            onClick={() =>
              saveFile(
                new Blob([json], { type: "application/json" }),
                texts.file,
              )
            }
          >
            {texts.download}
          </Button>
        </div>
        {chosen.length === 0 ? (
          <EmptyState icon={FileOutput} title={texts.none} />
        ) : (
          <CodeBlock
            code={json}
            language="json"
            label={texts.result}
            limited={false}
          />
        )}
      </section>
    </div>
  );
}

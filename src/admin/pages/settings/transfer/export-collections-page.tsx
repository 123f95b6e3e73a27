import { Copy, Download, FileOutput } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import { CodeBlock } from "../../../code/code-block.tsx";
import { Button } from "../../../components/button.tsx";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { transferText } from "../../../text/transfer.ts";
import { SettingsPage } from "../form/settings-page.tsx";
import styles from "./export-collections-page.module.css";
import { ExportChoice } from "./export-choice.tsx";
import { exportedJson } from "./exported-json.ts";
import { LoadedCollections } from "./loaded-collections.tsx";
import { saveFile } from "../../../components/texts/save-file.ts";

const texts = transferText.export;

/** Collections as JSON, to take to another server. */
export function ExportCollectionsPage() {
  return (
    <SettingsPage title={texts.title} lead={texts.lead} isWide>
      <LoadedCollections>
        {(collections) => <Export collections={collections} />}
      </LoadedCollections>
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

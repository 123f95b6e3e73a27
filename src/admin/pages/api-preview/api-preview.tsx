import type { CollectionModel } from "pocketbase";
import { useState } from "react";
import { Panel } from "../../components/overlays/panel.tsx";
import { SelectField } from "../../components/fields/select-field.tsx";
import { apiPreviewText } from "../../text/api-preview.ts";
import { fill } from "../../text/index.ts";
import styles from "./api-preview.module.css";
import { ChapterView } from "./chapter-view.tsx";
import type { Chapter, ChapterGroup } from "./chapters/chapter.ts";
import { chaptersOf } from "./chapters/chapters-of.ts";
import { placeholders } from "./examples/preview-context.ts";
import { usePreviewContext } from "./use-preview-context.ts";

const texts = apiPreviewText;

const groups: readonly ChapterGroup[] = ["records", "login", "account"];

/** How a collection is used through the API: examples with its own fields, to paste and run. */
export function ApiPreview({
  collection,
  onClose,
}: {
  readonly collection: CollectionModel;
  readonly onClose: () => void;
}) {
  const context = usePreviewContext(collection);
  const [wanted, setWanted] = useState("list");
  const [typedId, setTypedId] = useState("");
  const { recordId: unknownId } = placeholders;
  const chapters = chaptersOf({ ...context, recordId: unknownId });
  const chosen = chapters.find(({ id }) => id === wanted) ?? chapters[0];
  // What changes something does so to a record that was asked for, and to no other.
  const knownId = chosen?.record === "read" ? (context.record?.id ?? "") : "";
  const recordId = typedId.trim() || knownId || unknownId;
  const shown = chaptersOf({ ...context, recordId }).find(
    ({ id }) => id === chosen?.id,
  );
  return (
    <Panel
      open
      size="wide"
      onClose={onClose}
      title={fill(texts.title, { collection: collection.name })}
      subtitle={texts.subtitle}
    >
      <div className={styles["preview"]}>
        <nav className={styles["side"]} aria-label={texts.chapters}>
          {groups.map((group) => (
            <ChapterList
              key={group}
              group={group}
              chapters={chapters.filter((chapter) => chapter.group === group)}
              current={chosen?.id}
              onChoose={setWanted}
            />
          ))}
        </nav>
        <div className={styles["choice"]}>
          <SelectField
            label={texts.choose}
            value={chosen?.id ?? null}
            options={chapters.map(({ id, title }) => ({
              value: id,
              label: title,
            }))}
            onChange={setWanted}
          />
        </div>
        {shown !== undefined && (
          <ChapterView
            key={shown.id}
            chapter={shown}
            recordId={typedId || knownId}
            onRecordId={setTypedId}
          />
        )}
      </div>
    </Panel>
  );
}

function ChapterList({
  group,
  chapters,
  current,
  onChoose,
}: {
  readonly group: ChapterGroup;
  readonly chapters: readonly Chapter[];
  readonly current: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  if (chapters.length === 0) return null;
  return (
    <section>
      <h3 className={styles["label"]}>{texts.groups[group]}</h3>
      <ul className={styles["list"]}>
        {chapters.map(({ id, title, off }) => (
          <li key={id}>
            <button
              type="button"
              className={styles["place"]}
              aria-current={id === current || undefined}
              onClick={() => onChoose(id)}
            >
              <span>{title}</span>
              {off !== undefined && (
                <span className={styles["off"]}>{texts.off}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { RecordModel } from "pocketbase";
import { use, useState } from "react";
import { Notice } from "../../../components/layout/notice.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { describeProblem } from "../../../server/problem.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import { EditPanel } from "./edit-panel.tsx";
import {
  EditorDepth,
  type EditorTarget,
  NestedEditor,
  type RecordEditorProps,
} from "./record-editor-props.ts";
import { RecordFacts } from "./record-facts.tsx";
import { useLoadedRecord } from "./use-loaded-record.ts";
import { ViewPanel } from "./view-panel.tsx";

/** A panel for a record: to make one, to edit one, or to look at one of a view, which cannot be edited. */
export function RecordEditor(props: RecordEditorProps) {
  const { collection, record } = props;
  const [copy, setCopy] = useState<{
    readonly instead: string;
    readonly of: RecordModel;
  }>();
  const given = targetKey(record);
  const target =
    copy?.instead === given ? ({ copyOf: copy.of } as const) : record;

  return (
    <NestedEditor value={renderEditor}>
      {collection.type === "view" ? (
        <ViewPanel {...props} />
      ) : (
        <Loading
          key={`${collection.id} ${given} ${targetKey(target)}`}
          {...props}
          record={target}
          onDuplicate={(of) => setCopy({ instead: given, of })}
        />
      )}
    </NestedEditor>
  );
}

function Loading({
  record: target,
  ...props
}: RecordEditorProps & {
  readonly onDuplicate: (record: RecordModel) => void;
}) {
  const { collection, onClose } = props;
  const { loaded, error } = useLoadedRecord(collection, target);
  const title = titleOf(target);
  if (loaded !== undefined) {
    return <EditPanel {...props} loaded={loaded} title={title} />;
  }
  return (
    <Panel
      open
      onClose={onClose}
      title={title}
      subtitle={<RecordFacts collection={collection} record={undefined} />}
    >
      {error === null ? (
        <Skeleton height="3.5rem" lines={collection.fields.length} />
      ) : (
        <Notice kind="bad" title={texts.loadFailed}>
          {describeProblem(error).message}
        </Notice>
      )}
    </Panel>
  );
}

function renderEditor(props: RecordEditorProps) {
  return <InnerEditor {...props} />;
}

function InnerEditor(props: RecordEditorProps) {
  return (
    <EditorDepth value={use(EditorDepth) + 1}>
      <RecordEditor {...props} />
    </EditorDepth>
  );
}

function titleOf(target: EditorTarget): string {
  if (target === "new") return texts.titleNew;
  return "id" in target ? texts.titleEdit : texts.titleCopy;
}

function targetKey(target: EditorTarget): string {
  if (target === "new") return "new";
  return "id" in target ? target.id : `copy of ${target.copyOf.id}`;
}

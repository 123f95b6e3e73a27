import { Plus } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { use, useEffect, useEffectEvent, useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { NestedEditor } from "../../editor/record-editor-props.ts";

/** A button that makes a record in the collection that files are chosen from. */
export function NewMediaRecord({
  collection,
  onMade,
}: {
  readonly collection: CollectionModel;
  /** Told once the record's editor is closed, so that one may save it and go on before. */
  readonly onMade: (record: RecordModel) => void;
}) {
  const renderEditor = use(NestedEditor);
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<RecordModel>();
  const tell = useEffectEvent(onMade);
  useEffect(() => {
    if (!isOpen && made !== undefined) tell(made);
  }, [isOpen, made]);

  function open(): void {
    setMade(undefined);
    setOpen(true);
  }

  return (
    <>
      <Button kind="secondary" icon={Plus} onClick={open}>
        {recordEditorText.relation.new}
      </Button>
      {isOpen &&
        renderEditor?.({
          collection,
          record: "new",
          onClose: () => setOpen(false),
          onSaved: (record, event) =>
            setMade(event === "deleted" ? undefined : record),
        })}
    </>
  );
}

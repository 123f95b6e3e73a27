import { useState } from "react";
import { FieldFrame } from "../../../../components/fields/field.tsx";
import { FileDrop } from "../../../../components/fields/file-drop.tsx";
import { SortableList } from "../../../../components/lists/sortable-list.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { isMultiple } from "../../editor/values/field-values.ts";
import { frameOf, type InputProps } from "../input-props.ts";
import {
  entryId,
  entryName,
  type FileEntry,
  fileEntries,
  keptFiles,
} from "./file-entries.ts";
import { EntryPreview } from "./entry-preview.tsx";
import { FileRow } from "./file-row.tsx";
import { fileSize } from "../../../../components/texts/file-size.ts";
import { fileLimits, takeFiles } from "./take-files.ts";

const { files: texts } = recordEditorText;

/** Files: new ones are sent when the record is saved, and until then removed ones can be had back. */
export function FileInput(props: InputProps) {
  const { field, onChange, record } = props;
  const [problem, setProblem] = useState<string>();
  // Not of the row: rows are made anew when what orders them is loaded.
  const [openId, setOpenId] = useState<string>();
  const entries = fileEntries(props.value);
  const open = entries.find((entry) => entryId(entry) === openId);
  const isMany = isMultiple(field);
  const { count, size, types } = fileLimits(field);
  const isFull = isMany && keptFiles(entries).length >= count;
  const limit = fileSize(size);

  function change(next: readonly FileEntry[]): void {
    setProblem(undefined);
    onChange(next);
  }
  function add(files: readonly File[]): void {
    const taken = takeFiles(field, entries, files);
    onChange(taken.entries);
    setProblem(taken.problem);
  }
  function toggle(entry: FileEntry): void {
    if (entry.kind === "new") {
      change(entries.filter((other) => other !== entry));
      return;
    }
    const back = { ...entry, isRemoved: !entry.isRemoved };
    const others = entries.filter((other) => isMany || other.kind === "stored");
    // Where there can be one, having it back means that the new one goes.
    change(
      (back.isRemoved ? entries : others).map((other) =>
        other === entry ? back : other,
      ),
    );
  }

  return (
    <FieldFrame {...frameOf(props)} {...(problem !== undefined && { problem })}>
      {({ control, labelId, edited }) => (
        <div
          {...control}
          role="group"
          tabIndex={-1}
          aria-labelledby={labelId}
          aria-required={undefined}
        >
          <Stack gap="tiny">
            <SortableList
              items={entries}
              getId={entryId}
              getLabel={entryName}
              onReorder={(next) => {
                edited();
                change(next);
              }}
              renderItem={(entry, handle) => (
                <FileRow
                  entry={entry}
                  stored={record.stored}
                  handle={isMany && entries.length > 1 && handle}
                  onOpen={() => setOpenId(entryId(entry))}
                  onToggle={() => {
                    edited();
                    toggle(entry);
                  }}
                />
              )}
            />
            {!isFull && (
              <FileDrop
                label={
                  isMany
                    ? texts.dropMany
                    : keptFiles(entries).length > 0
                      ? texts.replace
                      : texts.drop
                }
                multiple={isMany}
                accept={types.join(",")}
                onFiles={(files) => {
                  edited();
                  add(files);
                }}
                hint={
                  isMany
                    ? fill(texts.limitsMany, { count, size: limit })
                    : fill(texts.limits, { size: limit })
                }
              />
            )}
          </Stack>
          {open !== undefined && (
            <EntryPreview
              key={openId}
              entry={open}
              stored={record.stored}
              onClose={() => setOpenId(undefined)}
            />
          )}
        </div>
      )}
    </FieldFrame>
  );
}

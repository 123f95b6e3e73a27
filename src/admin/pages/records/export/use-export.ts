import { Download } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import type { MenuItem } from "../../../components/overlays/menu.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import {
  exportRecords,
  exportThese,
  type ExportFormat,
} from "../../../server/records-export.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import { selectedIds } from "../selection/selected-ids.ts";
import type { Selection } from "../selection/selection.ts";
import { saveFile } from "../../../components/texts/save-file.ts";
import { attempt } from "../../attempt.ts";

const formats: readonly ExportFormat[] = ["csv", "json"];

/** Exports records as files: all that are found, or those that are selected. */
export function useExport(
  collection: CollectionModel,
  request: RecordsRequest,
) {
  async function save(
    make: () => Promise<Blob>,
    format: ExportFormat,
  ): Promise<void> {
    await attempt(async () => {
      const file = await toast.during(recordsText.export.running, make());
      saveFile(file, `${collection.name}.${format}`);
    });
  }

  function items(
    template: string,
    make: (format: ExportFormat) => Promise<Blob>,
  ): readonly MenuItem[] {
    return formats.map((format) => ({
      label: fill(template, { format: recordsText.export[format] }),
      icon: Download,
      onSelect: () => void save(() => make(format), format),
    }));
  }

  const { exportAll, exportFound, exportAs } = recordsText;
  return {
    forAll: items(request.filter === "" ? exportAll : exportFound, (format) =>
      exportRecords(request, format),
    ),
    forSelected: (selection: Selection) =>
      items(exportAs, (format) =>
        isEverything(selection)
          ? exportRecords(request, format)
          : exportSelected(selection, request, format),
      ),
  };
}

function isEverything({ kind, ids }: Selection): boolean {
  return kind === "allExcept" && ids.size === 0;
}

async function exportSelected(
  selection: Selection,
  request: RecordsRequest,
  format: ExportFormat,
): Promise<Blob> {
  const ids = await selectedIds(selection, request);
  return exportThese(request, ids, format);
}

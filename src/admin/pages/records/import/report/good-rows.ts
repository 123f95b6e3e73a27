import {
  type ImportReport,
  mostAtomicRows,
} from "../../../../server/records-import.ts";

/** How many rows make or change a record. */
export function goodRows({ created, updated }: ImportReport): number {
  return created + updated;
}

/** Whether all rows or none can be imported: all have to be right, and not too many. */
export function canBeWhole({ failed, total }: ImportReport): boolean {
  return failed === 0 && total <= mostAtomicRows;
}

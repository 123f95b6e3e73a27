import type { App } from "../../../core/app.ts";
import type { Collection } from "../../../core/collections/collection.ts";
import { formatTime } from "../../../core/collections/fields/date-time.ts";
import { NotFound } from "../../../core/errors.ts";
import type { RecordJson } from "../../../core/records/records.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { deriveRequest } from "../../../core/request.ts";
import type { Session } from "../exchange.ts";
import { notPermitted } from "../refusal.ts";
import {
  documentFaults,
  type DocumentValues,
} from "../values/document-values.ts";
import { explainingFaults } from "../values/explain-values.ts";

type Parts = Pick<App, "records">;

/** Makes a document of whoever asks, as the rules let it. @throws {Refusal} */
export function createDocument(
  { records }: Parts,
  documents: Collection,
  { user, info }: Session,
  values: Required<DocumentValues>,
): Promise<RecordJson> {
  const owner = { userId: user.id, userRole: user.values["role"] };
  const asked = deriveRequest(info, { body: { ...values, ...owner } });
  return explainingFaults(documentFaults, () =>
    records.create(documents, undefined, asked),
  );
}

/**
 * Changes a document, as the rules let whoever asks. What it says of its owner's role is how that is now.
 * @throws {Refusal}
 */
export function updateDocument(
  { records }: Parts,
  { collection, id }: StoredRecord,
  { user, info }: Session,
  changes: DocumentValues,
): Promise<RecordJson> {
  const asked = deriveRequest(info, { body: { ...changes } });
  const { role } = user.values;
  return explainingFaults(documentFaults, () =>
    records.transaction(async (inTransaction) => {
      try {
        await inTransaction.update(collection, id, undefined, asked);
      } catch (error) {
        throw error instanceof NotFound ? notPermitted(error) : error;
      }
      const saved = await inTransaction.amend(
        collection,
        id,
        ({ values: { userRole } }) =>
          role === undefined || userRole === role
            ? undefined
            : { userRole: role },
      );
      return inTransaction.present(saved, undefined, info);
    }),
  );
}

/** Notes that a document is deleted: nobody sees it any more. @throws {NotFound} it is gone */
export async function deleteDocument(
  { records }: Parts,
  { collection, id }: StoredRecord,
): Promise<void> {
  await records.amend(collection, id, () => ({
    deleted: formatTime(Date.now()),
  }));
}

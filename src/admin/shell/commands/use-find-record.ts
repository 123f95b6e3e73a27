import { useNavigate } from "@tanstack/react-router";
import { toast } from "../../components/overlays/toasts.tsx";
import { useCollections } from "../../server/collections.ts";
import { findRecord } from "../../server/find-record.ts";
import { describeProblem } from "../../server/problem.ts";
import { commandsText } from "../../text/commands.ts";

/** Ids as the server makes them, unless a collection says otherwise. */
const idForm = /^[a-z0-9]{15}$/;

/** Whether a text looks like the id of a record. */
export function isRecordId(text: string): boolean {
  return idForm.test(text);
}

/** Opens the record with an id, whichever collection has it. */
export function useFindRecord(): (id: string) => Promise<void> {
  const navigate = useNavigate();
  const collections = useCollections().data ?? [];
  return async (id) => {
    try {
      const collection = await findRecord(id, collections);
      if (collection === undefined) {
        toast.plain(commandsText.noRecord);
        return;
      }
      const search = { collection: collection.name, record: id };
      await navigate({ to: "/collections", search });
    } catch (error) {
      toast.bad(describeProblem(error).message);
    }
  };
}

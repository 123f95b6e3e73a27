import type { Database } from "../../../engines/database/database.ts";
import { fieldError, Invalid, type FieldError } from "../../errors.ts";
import type { JsonObject } from "../../json.ts";
import { explained } from "../explain-failure.ts";
import { countBytes } from "../fields/casting.ts";
import { required } from "../fields/field-errors.ts";
import { presentField } from "../fields/field-types.ts";
import { demandObject, strictReader } from "../json-reader.ts";
import type { CollectionLookup } from "../lookup.ts";
import {
  demandUsable,
  presentSample,
  sampleCollection,
  sampleView,
} from "./dry-run-view.ts";
import { inferViewFields } from "./infer-view-fields.ts";

/** What the query of untrusted JSON would give as a view: its fields and first records. @throws {Invalid} */
export function tryViewQuery(
  database: Database,
  collections: CollectionLookup,
  input: unknown,
): Promise<JsonObject> {
  const query = strictReader.text(demandObject(input)["query"], "");
  const wrong = query === "" ? required : tooLong(query);
  if (wrong !== undefined)
    throw new Invalid(
      "An error occurred while validating the submitted data.",
      { query: wrong },
    );
  return explained("Invalid view query", async () => {
    const inferred = await database.transaction((tx) =>
      inferViewFields(tx, collections, query),
    );
    demandUsable(inferred, collections);
    const rows = await sampleView(database, inferred);
    return {
      fields: inferred.fields.map(presentField),
      sample: presentSample(sampleCollection(inferred), rows),
    };
  });
}

function tooLong(query: string): FieldError | undefined {
  const max = 5000;
  return countBytes(query) <= max
    ? undefined
    : fieldError(
        "validation_length_too_long",
        `The length must be no more than ${max}.`,
        { min: 0, max },
      );
}

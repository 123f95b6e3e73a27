import type { DomainError } from "../errors.ts";
import type { FieldTree } from "../picking/parse-fields.ts";

/** What every operation of a batch brings with it; all untrusted. */
interface OperationParts {
  /** Where it would go as a request of its own, decoded. */
  readonly path: string;
  /** Name or id of the collection. */
  readonly collection: string;
  /** The relations to expand in the answer. */
  readonly expand: string | undefined;
  /** The fields that the answer is to have; all if undefined. */
  readonly fields: FieldTree | undefined;
  /** The first value of each query parameter. */
  readonly query: Readonly<Record<string, string>>;
  /** Headers of its own, by lower-case names with `-` turned into `_`; they come before those of the batch. */
  readonly headers: Readonly<Record<string, string>>;
  /** Raw keys with modifiers, uploads under the names of their fields. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** An upsert changes the record that the body names by `id`, or creates it if there is none. */
interface CreateOperation extends OperationParts {
  readonly kind: "create" | "upsert";
}

interface ChangeOperation extends OperationParts {
  readonly kind: "update" | "delete";
  readonly id: string;
}

/** What cannot be done at all: said when it is its turn, as the ones before it come first. */
interface ImpossibleOperation {
  readonly kind: "impossible";
  readonly error: DomainError;
}

/** One of a batch's operations on records. */
export type BatchOperation =
  CreateOperation | ChangeOperation | ImpossibleOperation;

/** An operation that can be tried. */
export type RecordOperation = CreateOperation | ChangeOperation;

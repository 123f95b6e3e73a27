import { DomainError } from "../errors.ts";

/** A batch came to nothing. */
export class BatchFailed extends DomainError {
  /** Which operation failed, from 0, with the reason as the `cause`; undefined if the batch as a whole did. */
  readonly index: number | undefined;

  constructor(index: number | undefined, options: ErrorOptions) {
    super("Batch transaction failed.", options);
    this.index = index;
  }
}

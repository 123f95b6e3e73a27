/**
 * A file that came with a request: its contents lie in a temporary file, to be moved into the storage or thrown away. In a
 * record's body it is the value of a file field, alone or in a list. No JSON can forge one.
 */
export class UploadedFile {
  /** What it is stored as: made safe, with a random part, so that no two files of a record share it. */
  readonly name: string;
  /** As the client called it. */
  readonly originalName: string;
  /** Bytes. */
  readonly size: number;
  /** As its first bytes show, whatever the client said. */
  readonly contentType: string;
  /** Where its contents are. */
  readonly path: string;

  constructor(given: {
    readonly name: string;
    readonly originalName: string;
    readonly size: number;
    readonly contentType: string;
    readonly path: string;
  }) {
    this.name = given.name;
    this.originalName = given.originalName;
    this.size = given.size;
    this.contentType = given.contentType;
    this.path = given.path;
  }
}

/** The text is no filter. `position` counts UTF-16 units from 0, as string indexes do. */
export class FilterSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(`${message} (at character ${position + 1})`);
    this.position = position;
  }

  override get name(): string {
    return "FilterSyntaxError";
  }
}

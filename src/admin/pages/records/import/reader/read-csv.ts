import Papa from "papaparse";

/** Some lines of a CSV file, taken apart; the file's first one is the line of names. */
export interface CsvPiece {
  /** What stands between values. */
  readonly delimiter: string;
  readonly lines: readonly (readonly string[])[];
}

/** How the lines of a file are taken apart; undefined: to be found out. */
interface CsvShape {
  readonly delimiter: string | undefined;
  readonly newline: "\r\n" | "\n" | "\r" | undefined;
}

/** Characters by which it is found out how lines are taken apart. */
const sampleLength = 64 * 1024;

/** Reads CSV from pieces of its text. @param delimiter found out when absent */
export async function* readCsv(
  texts: AsyncIterable<string>,
  delimiter?: string,
): AsyncGenerator<CsvPiece> {
  let shape: CsvShape = { delimiter, newline: undefined };
  let rest = "";
  for await (const text of texts) {
    rest += text;
    if (shape.newline === undefined && rest.length < sampleLength) continue;
    const taken = takeLines(rest, shape);
    // The last line may go on in the next piece.
    const { start = 0 } = taken.lines.at(-1) ?? {};
    const whole = taken.lines.slice(0, -1);
    if (whole.length > 0) shape = taken.shape;
    rest = rest.slice(start);
    yield pieceOf(taken.shape, whole);
  }
  const taken = takeLines(rest, shape);
  yield pieceOf(taken.shape, taken.lines);
}

interface Line {
  readonly values: readonly string[];
  /** Where in the text it begins. */
  readonly start: number;
}

function takeLines(
  text: string,
  { delimiter, newline }: CsvShape,
): { readonly lines: readonly Line[]; readonly shape: CsvShape } {
  const lines: Line[] = [];
  let start = 0;
  const { meta } = Papa.parse<string[]>(text, {
    delimiter: delimiter ?? "",
    newline,
    step: ({ data: values, meta: { cursor } }) => {
      lines.push({ values, start });
      start = cursor;
    },
  });
  const linebreak = meta.linebreak as CsvShape["newline"];
  return { lines, shape: { delimiter: meta.delimiter, newline: linebreak } };
}

function pieceOf({ delimiter = "," }: CsvShape, lines: readonly Line[]) {
  const isEmpty = ([value, ...others]: readonly string[]) =>
    value === "" && others.length === 0;
  return {
    delimiter,
    lines: lines.map(({ values }) => values).filter((line) => !isEmpty(line)),
  };
}

/** Reads a JSON array of objects from pieces of its text: some objects at a time. @throws {SyntaxError} it is no JSON */
export async function* readJsonArray(
  texts: AsyncIterable<string>,
): AsyncGenerator<readonly unknown[]> {
  // An object that began in an earlier piece.
  let begun = "";
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  for await (const text of texts) {
    const entries: unknown[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at];
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (character === "\\") isEscaped = true;
        else if (character === '"') isInText = false;
      } else if (character === '"') {
        isInText = true;
      } else if (character === "{" || character === "[") {
        depth += 1;
        if (depth === 2) start = at;
      } else if (character === "}" || character === "]") {
        depth -= 1;
        if (depth !== 1) continue;
        entries.push(JSON.parse(begun + text.slice(start, at + 1)));
        begun = "";
      }
    }
    if (depth > 1) begun += text.slice(start);
    yield entries;
  }
}

/** Reads a file with a JSON object in each line: some objects at a time. @throws {SyntaxError} a line is no JSON */
export async function* readJsonLines(
  texts: AsyncIterable<string>,
): AsyncGenerator<readonly unknown[]> {
  let rest = "";
  for await (const text of texts) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield lines.flatMap(parseLine);
  }
  yield parseLine(rest);
}

function parseLine(line: string): readonly unknown[] {
  return line.trim() === "" ? [] : [JSON.parse(line)];
}

/** A request that a curl command would send. */
export interface ParsedCurl {
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * Reads a curl command as a POSIX shell and curl would, as far as the examples go: the machine that runs the tests need not
 * have them.
 *
 * @param files contents of the files that the command names
 */
export function parseCurl(
  command: string,
  files: Readonly<Record<string, Blob>> = {},
): ParsedCurl {
  const [program, ...words] = shellWords(command);
  if (program !== "curl") throw new Error(`not curl: ${command}`);
  let method: string | undefined;
  let url = "";
  let body: string | undefined;
  let isGet = false;
  const headers = new Headers();
  const query = new URLSearchParams();
  const form = new FormData();
  let hasForm = false;
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const next = () => words.shift() ?? "";
    const [name = "", value = ""] = [
      "--data-urlencode",
      "-F",
      "--form-string",
    ].includes(word)
      ? splitOnce(next())
      : [];
    if (word === "-X") method = next();
    else if (word === "-G") isGet = true;
    else if (word === "-N" || word === "-O") continue;
    else if (word === "-o") next();
    else if (word === "-H") headers.set(...headerOf(next()));
    else if (word === "-d") body = next();
    else if (word === "--data-urlencode") query.append(name, value);
    else if (word === "--form-string" || word === "-F") {
      hasForm = true;
      if (word === "-F") form.append(name, ...partOf(value, files));
      else form.append(name, value);
    } else if (word.startsWith("-")) throw new Error(`unknown: ${word}`);
    else url = word;
  }
  const isSending = hasForm || body !== undefined;
  if (isGet) url += `?${query.toString()}`;
  return {
    url,
    init: {
      method: method ?? (isSending ? "POST" : "GET"),
      headers,
      ...(isSending && { body: hasForm ? form : (body ?? "") }),
    },
  };
}

/** Words between spaces; single quotes keep everything, a backslash keeps one sign and joins lines, comments are no words. */
export function shellWords(command: string): string[] {
  const lines = command.replaceAll(/^#.*\n/gm, "");
  const words: string[] = [];
  let word: string | undefined;
  for (const [, quoted, escaped, space, plain] of lines.matchAll(
    /'([^']*)'|\\([^])|(\s+)|([^\s'\\]+)/g,
  )) {
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (escaped !== "\n") {
      word = (word ?? "") + (quoted ?? escaped ?? plain ?? "");
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** What -F gives a part: `content;filename=…;type=…`, in double quotes where it is no plain word, or `@file`. */
function partOf(
  value: string,
  files: Readonly<Record<string, Blob>>,
): [Blob, string] {
  const [, quoted, plain = "", rest = ""] =
    /^(?:"((?:[^"\\]|\\.)*)"|([^;]*))((?:;[^]*)?)$/.exec(value) ?? [];
  const options = Object.fromEntries(
    rest.split(";").slice(1).map(splitOnce),
  ) as Record<string, string>;
  if (plain.startsWith("<")) throw new Error("curl would read a file");
  if (plain.startsWith("@")) {
    const file = files[plain.slice(1)];
    if (file === undefined) throw new Error(`there is no file ${plain}`);
    return [file, plain.slice(1)];
  }
  const content = quoted?.replaceAll(/\\(.)/g, "$1") ?? plain;
  return [
    new Blob([content], { type: options["type"] ?? "" }),
    options["filename"] ?? "",
  ];
}

function headerOf(text: string): [string, string] {
  const [name, value = ""] = text.split(/:\s*/, 2);
  return [name ?? "", value];
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A word of SQL outside of texts, quoted names and comments, or a sign. */
export interface SqlWord {
  /** In lower case. */
  readonly word: string;
  readonly at: number;
}

/** Comments, texts, quoted names, then words and signs. What is not closed goes to the end. */
const pieces =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)|([\p{L}_][\p{L}\p{N}_$]*|[;()=])/gu;

/** The same text with spaces for its comments. */
export function blankComments(sql: string): string {
  return sql.replaceAll(pieces, (piece) =>
    /^(?:--|\/\*)/.test(piece) ? piece.replaceAll(/[^\n]/g, " ") : piece,
  );
}

/** The words of each statement, without statements that have none. */
export function statementWords(sql: string): readonly (readonly SqlWord[])[] {
  const statements: SqlWord[][] = [[]];
  for (const { 1: word, index } of sql.matchAll(pieces)) {
    if (word === undefined) continue;
    if (word === ";") statements.push([]);
    else statements.at(-1)?.push({ word: word.toLowerCase(), at: index });
  }
  return statements.filter(({ length }) => length > 0);
}

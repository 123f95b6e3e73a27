/** What may stand between two values, the most usual first. */
const candidates = [",", ";", "\t", "|"] as const;

/** Records that are looked at. */
const looked = 50;

/**
 * What stands between the values of a CSV file: of what its first line has, that which the lines after it have as often.
 *
 * @param sample the beginning of the file; its last record may be cut off
 */
export function detectDelimiter(sample: string): string {
  let best = { delimiter: ",", agreement: 0, columns: 0 };
  const records = countEach(sample);
  const [header] = records;
  for (const [at, delimiter] of candidates.entries()) {
    const columns = header?.[at] ?? 0;
    if (columns === 0) continue;
    const agreeing = records.filter((counts) => counts[at] === columns);
    const agreement = agreeing.length / records.length;
    if (
      agreement > best.agreement ||
      (agreement === best.agreement && columns > best.columns)
    ) {
      best = { delimiter, agreement, columns };
    }
  }
  return best.delimiter;
}

/** How often each candidate stands outside of quotes, by record. */
function countEach(sample: string): number[][] {
  const records: number[][] = [];
  let counts = candidates.map(() => 0);
  let isQuoted = false;
  let isEmpty = true;
  const finish = () => {
    if (!isEmpty) records.push(counts);
    counts = candidates.map(() => 0);
    isEmpty = true;
  };
  for (const character of sample) {
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === "\n" || character === "\r") {
      finish();
      if (records.length === looked) return records;
      continue;
    }
    isEmpty = false;
    const at = candidates.findIndex((candidate) => candidate === character);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  // What is cut off counts only if there is nothing else.
  if (records.length === 0) finish();
  return records;
}

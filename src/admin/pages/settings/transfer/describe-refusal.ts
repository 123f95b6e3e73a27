import { ClientResponseError } from "pocketbase";
import { describeProblem } from "../../../server/problem.ts";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";

/** How the server names the collection that is wrong: what is wrong with it follows as JSON. */
const sentence = /^The collection "(.+?)" \(.*?\) is not valid: (\{.*\})\.?$/s;

/** Why the server does not take an import: a line for each value that is wrong, or one about all of it. */
export function describeRefusal(error: Error): readonly string[] {
  const { message, fields } = describeProblem(error);
  const reasons = Object.values(fields);
  return reasons.length === 0 ? [message] : reasons.flatMap(describeReason);
}

function describeReason(reason: string): readonly string[] {
  const [, collection, json = ""] = sentence.exec(reason) ?? [];
  const data = parse(json);
  if (collection === undefined || data === undefined) return [reason];
  const { fields } = describeProblem(
    new ClientResponseError({ status: 400, response: { data } }),
  );
  return Object.entries(fields).map(([path, said]) =>
    fill(transferText.review.refusedValue, { collection, path, reason: said }),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

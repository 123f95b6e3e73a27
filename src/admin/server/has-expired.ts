import { connect } from "./connect.ts";

/**
 * Whether a time is past, in milliseconds since 1970, by the server's clock: the visitor's may be hours off. False, too,
 * where the server does not tell, as it judges the link itself in the end.
 */
export async function hasExpired(time: number): Promise<boolean> {
  const client = connect();
  let now = Number.NaN;
  client.afterSend = (response, data: unknown) => {
    now = Date.parse(response.headers.get("date") ?? "");
    return data;
  };
  await client.health.check().catch(() => undefined);
  return now > time;
}

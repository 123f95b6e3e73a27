import { connect } from "node:net";

/** Writes text to the server as it is, which `fetch` would tidy, and reads what comes back until the server closes. */
export async function exchangeRaw(url: string, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let received = "";
  const socket = connect(Number(new URL(url).port), "127.0.0.1")
    .on("data", (chunk) => (received += chunk.toString()))
    .on("close", () => resolve())
    .on("error", reject);
  socket.write(text);
  await promise;
  return received;
}

import type { Command } from "commander";
import { Refused } from "../core/errors.ts";
import { isObject } from "../core/json.ts";

const usualUrl = "http://127.0.0.1:8090";

/** Milliseconds that a server may take to answer. */
const patience = 5_000;

export function addHealthCommand(program: Command): void {
  program
    .command("health")
    .summary("ask a server whether it is well")
    .description(
      "Asks a running server whether it is well, as a container's health check does. The exit code is 1 if it is not, or does not answer.",
    )
    .argument("[url]", "where the server is", usualUrl)
    .action((url: string) => askForHealth(url));
}

/** @throws {Refused} it is not well */
async function askForHealth(address: string): Promise<void> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Refused(`${address} is no address such as ${usualUrl}.`);
  }
  const answer = await ask(url);
  const body: unknown = await answer.json().catch(() => undefined);
  const isWell =
    answer.status === 200 && isObject(body) && body["code"] === 200;
  if (!isWell) {
    throw new Refused(
      `The server at ${url.origin} answered with status ${answer.status}.`,
    );
  }
  process.stdout.write(`The server at ${url.origin} is well.\n`);
}

async function ask({ origin, hostname }: URL): Promise<Response> {
  try {
    return await fetch(`${origin}/api/health`, {
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
      // On this machine, its certificate is for another name, and nobody stands in between.
      tls: { rejectUnauthorized: !isThisMachine(hostname) },
    });
  } catch (cause) {
    throw new Refused(`The server at ${origin} does not answer.`, { cause });
  }
}

function isThisMachine(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

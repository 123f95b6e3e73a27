import { $ } from "bun";
import { Option } from "commander";
import type { Command } from "commander";
import type { App, AppOptions } from "../core/app.ts";
import { besideExecutable, executableName } from "./beside-executable.ts";
import { appOptions } from "./global-options.ts";
import {
  parseListenAddress,
  reachableUrl,
  requireFree,
} from "./listen-address.ts";
import type { ListenAddress } from "./listen-address.ts";

/** Milliseconds that closing may take once no request runs: a query that nobody waits for any more may go on for long. */
const closingPatience = 2_000;

interface ServeOptions {
  readonly http: ListenAddress;
  readonly publicDir: string;
  readonly origins: string[];
}

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .summary("serve the API")
    .description(
      "Serves the API, and the files of the public folder at /, until it is told to stop (Ctrl-C).",
    )
    .addOption(
      new Option("--http <address:port>", "where to listen")
        .argParser(parseListenAddress)
        .default({ hostname: "127.0.0.1", port: 8090 }, "127.0.0.1:8090"),
    )
    .option(
      "--publicDir <folder>",
      "the folder of files to serve at /",
      besideExecutable("pb_public"),
    )
    .addOption(
      new Option(
        "--origins <origins>",
        "the web origins that may call the API from a browser, separated by commas",
      )
        .argParser((list) => list.split(",").map((origin) => origin.trim()))
        .default(["*"], "*"),
    )
    .action((options: ServeOptions, command: Command) =>
      serve(appOptions(command), options),
    );
}

/**
 * Serves until SIGINT or SIGTERM; then accepts nothing more, lets what runs finish, and closes everything.
 *
 * @throws {Refused} the address or the data folder cannot be used; nothing was touched
 */
async function serve(
  options: AppOptions,
  { http, publicDir, origins }: ServeOptions,
): Promise<void> {
  const stop = stopSignal();
  if (http.port !== 0) requireFree(http);
  // Loaded only now, so that other commands need not wait for it.
  const { openApp } = await import("../core/open-app.ts");
  const { startServer } = await import("../http/server.ts");

  const app = await openApp({ ...options, serve: true });
  try {
    const server = await startServer(app, {
      ...http,
      origins,
      publicDir,
    });
    const url = reachableUrl(server.url);
    announce(url);
    await welcome(app, url, url !== server.url);
    await stop;
    await server.stop();
    // What cannot be interrupted must not hold up the end; all that was committed is safe on the disk.
    setTimeout(() => process.exit(0), closingPatience).unref();
  } finally {
    await app.close();
  }
}

/** The first SIGINT or SIGTERM; a second one ends the process as if nobody listened. */
function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
  return promise;
}

function announce(url: string): void {
  const lines = [
    `Server started at ${url}`,
    `├─ REST API: ${url}/api/`,
    `├─ API docs: ${url}/api/docs`,
    `└─ Admin:    ${url}/_/`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** While there is no superuser, says how to make the first one. */
async function welcome(
  app: App,
  url: string,
  isEverywhere: boolean,
): Promise<void> {
  const { firstRunMinutes, issueFirstRunToken } =
    await import("../core/auth/first-run.ts");
  let token: string | undefined;
  try {
    token = await issueFirstRunToken(app);
  } catch (error) {
    // Such as a field that superusers must have, and that the server knows no value for.
    app.log.error("there is no superuser, and no link to make one", { error });
  }
  if (token === undefined) return;
  const lines = [
    "",
    "There is no superuser yet. Make the first one in a browser:",
    `  ${url}/_/#/pbinstall/${token}`,
    `The link is good for ${firstRunMinutes} minutes. Keep it secret: whoever has it can do everything. The next start prints a new one.`,
    ...(isEverywhere
      ? [
          `On another computer, put the name or address of this one in the place of ${new URL(url).hostname}.`,
        ]
      : []),
    "Or make the superuser here, now or later:",
    `  ${executableName()} superuser upsert EMAIL PASSWORD --dir ${$.escape(app.options.dir)}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

import { $ } from "bun";
import { Option } from "commander";
import type { Command } from "commander";
import type { ApiName } from "../core/apis/api-names.ts";
import type { App, AppOptions } from "../core/app.ts";
import type { LogFormat } from "../core/logs/printing/structured-printer.ts";
import { besideExecutable, executableName } from "./beside-executable.ts";
import { appOptions } from "./global-options.ts";
import { reachableUrl } from "./listen-address.ts";
import {
  addAddressOptions,
  type AddressOptions,
  chooseAddresses,
} from "./serve-addresses.ts";
import {
  apiOption,
  runningApis,
  offerApis,
  prepareApis,
} from "./serve-apis.ts";

/** Milliseconds that closing may take once no request runs: a query that nobody waits for any more may go on for long. */
const closingPatience = 2_000;

interface ServeOptions extends AddressOptions {
  readonly log?: LogFormat;
  readonly publicDir: string;
  readonly api: readonly ApiName[];
  readonly origins: string[];
}

export function addServeCommand(program: Command): void {
  addAddressOptions(program.command("serve"))
    .summary("serve the API")
    .description(
      "Serves the API, and the files of the public folder at /, until it is told to stop (Ctrl-C).",
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
    .addOption(apiOption())
    .addOption(
      new Option(
        "--log <format>",
        "print every request and whatever else is logged on standard output: a JSON object a line, or lines to read",
      ).choices(["json", "pretty"]),
    )
    .action((domains: string[], options: ServeOptions, command: Command) => {
      const { log } = options;
      const apis = offerApis(options.api);
      return serve({ ...appOptions(command), log, apis }, domains, options);
    });
}

/**
 * Serves until SIGINT or SIGTERM; then accepts nothing more, lets what runs finish, and closes everything.
 *
 * @throws {Refused} the address or the data folder cannot be used; nothing was touched
 */
async function serve(
  options: AppOptions,
  domains: readonly string[],
  { publicDir, origins, ...given }: ServeOptions,
): Promise<void> {
  const stop = stopSignal();
  const addresses = await chooseAddresses(domains, given);
  // Loaded only now, so that other commands need not wait for it.
  const { openAppHost } = await import("../core/open-app-host.ts");
  const { serveCommands } = await import("../core/commands/serve-commands.ts");
  const { restoreOnCommand } =
    await import("../core/backups/restoring/restore-on-command.ts");
  const { startServer } = await import("../http/server.ts");

  const host = await openAppHost(options);
  try {
    await prepareApis(host.app);
    const server = await startServer(host.app, {
      ...addresses,
      origins,
      publicDir,
    });
    host.attend(server);
    const stopCommands = await serveCommands({
      dir: options.dir,
      handlers: { restore: restoreOnCommand(host) },
      log: () => host.app.log,
    });
    try {
      const url = reachableUrl(server.url);
      announce(host.app, url);
      await welcome(host.app, url, url !== server.url);
      await Promise.race([stop, host.lost]);
    } finally {
      stopCommands();
      await server.stop();
      // What cannot be interrupted must not hold up the end; all that was committed is safe on the disk.
      setTimeout(() => process.exit(), closingPatience).unref();
    }
  } finally {
    await host.close();
  }
}

/** The first SIGINT or SIGTERM; a second one ends the process as if nobody listened. */
function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
  return promise;
}

function announce(app: App, url: string): void {
  if (app.options.log !== undefined) app.log.info("server started", { url });
  const lines = [
    `Server started at ${url}`,
    `├─ REST API: ${url}/api/`,
    `├─ API docs: ${url}/api/docs`,
    ...runningApis(app).map(
      ({ name, title }) =>
        `├─ ${`${title}:`.padEnd(9)} ${url}/api/docs/${name}`,
    ),
    `└─ Admin:    ${url}/_/`,
  ];
  tell(app, lines);
}

/** Standard output is for the log alone where that is printed; and what collects logs must not get a link to make a superuser. */
function tell({ options }: App, lines: readonly string[]): void {
  const output = options.log === undefined ? process.stdout : process.stderr;
  output.write(`${lines.join("\n")}\n`);
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
  tell(app, lines);
}

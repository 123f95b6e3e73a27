import type { Command } from "commander";
import type { App, AppOptions } from "../core/app.ts";
import { appOptions } from "./global-options.ts";
import { readPassword } from "./read-password.ts";

interface SuperadminOptions {
  readonly password?: string;
  readonly name?: string;
}

export function addLibredmsCommand(program: Command): void {
  const libredms = program
    .command("libredms")
    .summary("look after the LibreDMS API")
    .description("Looks after the users of the LibreDMS API.")
    .helpCommand(false);

  libredms
    .command("superadmin")
    .summary("say who its superadministrator is")
    .description(
      "Makes someone the superadministrator of the LibreDMS API, who may see and delete all its documents and users. " +
        "There is only one: the former one becomes an administrator. It works while the server runs too.",
    )
    .argument("<email>", "the address; who has no account gets one")
    .option(
      "--password <password>",
      "the password; of a new account asked for, or read from standard input, when left out",
    )
    .option("--name <name>", "first and last name")
    .action((email: string, options: SuperadminOptions, command: Command) =>
      appoint(appOptions(command), email, options),
    );
}

function appoint(
  options: AppOptions,
  email: string,
  { password, name }: SuperadminOptions,
): Promise<void> {
  return onFolder(options, async (app) => {
    const { appointSuperadministrator } =
      await import("../apis/libredms/superadmin.ts");
    const known = await isKnown(app, email);
    const given = password ?? (known ? undefined : await readPassword());
    const { isNew, former } = await appointSuperadministrator(app, {
      email,
      password: given,
      name,
    });
    const account = isNew ? `the new user "${email}"` : `"${email}"`;
    const lines = [
      `Successfully made ${account} the superadministrator of LibreDMS!`,
      ...former.map((address) => `"${address}" is an administrator now.`),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

async function isKnown(
  { collections, records }: App,
  email: string,
): Promise<boolean> {
  const { usersName } = await import("../apis/libredms/collection-names.ts");
  const users = collections.find(usersName);
  return (
    users !== undefined &&
    (await records.findBy(users, "email", email)) !== undefined
  );
}

/** Opens the data folder, beside a server that may be using it, with all that the API needs, does the work and closes it. */
async function onFolder(
  options: AppOptions,
  work: (app: App) => Promise<void>,
): Promise<void> {
  // Loaded only now, so that help and version need not wait for it.
  const { openApp } = await import("../core/open-app.ts");
  const { provision } = await import("../core/apis/provision.ts");
  const { definition } = await import("../apis/libredms/definition.ts");
  const app = await openApp({ ...options, serve: false });
  try {
    await provision(definition, app);
    await work(app);
  } finally {
    await app.close();
  }
}

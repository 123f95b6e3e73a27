import type { Command } from "commander";
import type { App, AppOptions } from "../core/app.ts";
import type { AuthCollection } from "../core/collections/collection.ts";
import { Invalid, Refused } from "../core/errors.ts";
import type { RequestInfo } from "../core/request.ts";
import { appOptions } from "./global-options.ts";
import { readPassword } from "./read-password.ts";

/** A command that saves a superuser with a password. */
interface SavingCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Whether the superuser has to be there already, or must not be; undefined: either. */
  readonly existing?: boolean;
  readonly done: (email: string) => string;
}

const savingCommands: readonly SavingCommand[] = [
  {
    name: "create",
    summary: "make a new superuser",
    description: "Makes a new superuser.",
    existing: false,
    done: (email) => `Successfully created new superuser "${email}"!`,
  },
  {
    name: "upsert",
    summary: "make a superuser, or change its password",
    description:
      "Makes a superuser, or gives an existing one a new password. Whoever was logged in as it has to log in again.",
    done: (email) => `Successfully saved superuser "${email}"!`,
  },
  {
    name: "update",
    summary: "change a superuser's password",
    description:
      "Gives a superuser a new password. Whoever was logged in as it has to log in again.",
    existing: true,
    done: (email) => `Successfully changed superuser "${email}" password!`,
  },
];

export function addSuperuserCommand(program: Command): void {
  const superuser = program
    .command("superuser")
    .summary("make and change superusers")
    .description(
      "Makes, changes and deletes superusers, who may do everything. It works while the server runs too.",
    )
    .helpCommand(false);

  for (const saving of savingCommands) {
    superuser
      .command(saving.name)
      .summary(saving.summary)
      .description(saving.description)
      .argument("<email>", "the superuser's address")
      .argument(
        "[password]",
        "its password; asked for, or read from standard input, when left out",
      )
      .action(
        (
          email: string,
          password: string | undefined,
          _: unknown,
          command: Command,
        ) => saveSuperuser(appOptions(command), saving, email, password),
      );
  }

  superuser
    .command("delete")
    .summary("delete a superuser")
    .description("Deletes a superuser. The last one cannot be deleted.")
    .argument("<email>", "the superuser's address")
    .action((email: string, _: unknown, command: Command) =>
      deleteSuperuser(appOptions(command), email),
    );

  superuser
    .command("otp")
    .summary("make a one-time password for a superuser")
    .description(
      "Makes a one-time password for a superuser, for when no mail arrives. Logins with them have to be on for superusers.",
    )
    .argument("<email>", "the superuser's address")
    .action((email: string, _: unknown, command: Command) =>
      createOneTimePassword(appOptions(command), email),
    );

  superuser
    .command("ips")
    .summary("say from where superusers may come")
    .description(
      "Says from which addresses superusers may come: from these, and from nowhere else; without any, from everywhere. A server that is running knows it a moment later.",
    )
    .argument("[addresses...]", "IP addresses and subnets (10.0.0.0/8)")
    .action((addresses: string[], _: unknown, command: Command) =>
      restrictAddresses(appOptions(command), addresses),
    );
}

function saveSuperuser(
  options: AppOptions,
  { existing, done }: SavingCommand,
  email: string,
  givenPassword: string | undefined,
): Promise<void> {
  return onSuperusers(options, async ({ records }, superusers, asServer) => {
    const { installerEmail } =
      await import("../core/records/installer-account.ts");
    if (email === installerEmail) {
      throw new Refused(
        `"${email}" is the server's own, for its first start, and nobody can log in with it: choose another address.`,
      );
    }
    const found = await records.findBy(superusers, "email", email);
    if (existing === true && found === undefined)
      throw new Refused(`There is no superuser "${email}".`);
    if (existing === false && found !== undefined)
      throw new Refused(`There already is a superuser "${email}".`);

    const password = givenPassword ?? (await readPassword());
    const body = { email, password, passwordConfirm: password };
    const request = { ...asServer, body };
    try {
      if (found === undefined)
        await records.create(superusers, undefined, request);
      else await records.update(superusers, found.id, undefined, request);
    } catch (cause) {
      if (!(cause instanceof Invalid)) throw cause;
      throw new Invalid("The superuser cannot be saved.", cause.fields, {
        cause,
      });
    }
    process.stdout.write(`${done(email)}\n`);
  });
}

function createOneTimePassword(
  options: AppOptions,
  email: string,
): Promise<void> {
  return onSuperusers(options, async ({ auth, records }, superusers) => {
    const { otp } = superusers;
    if (!otp.enabled) {
      throw new Refused(
        "Superusers cannot log in with one-time passwords: turn OTP on in the options of the _superusers collection first.",
      );
    }
    const { isInstaller } =
      await import("../core/records/installer-account.ts");
    const found = await records.findBy(superusers, "email", email);
    if (found === undefined || isInstaller(found))
      throw new Refused(`There is no superuser "${email}".`);
    const { id, password } = await auth.createOneTimePassword(found);
    const lines = [
      `Successfully created a one-time password for superuser "${email}":`,
      `├─ Id:    ${id}`,
      `├─ Pass:  ${password}`,
      `└─ Valid: ${otp.duration} seconds`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

function restrictAddresses(
  options: AppOptions,
  addresses: readonly string[],
): Promise<void> {
  return onSuperusers(options, async ({ settings }) => {
    await settings.update({ superuserIPs: addresses });
    const { superuserIPs } = settings.current;
    const lines =
      superuserIPs.length === 0
        ? ["Superusers may come from everywhere now."]
        : [
            "Superusers may come from here only now:",
            ...superuserIPs.map((address, index) =>
              index === superuserIPs.length - 1
                ? `└─ ${address}`
                : `├─ ${address}`,
            ),
          ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

function deleteSuperuser(options: AppOptions, email: string): Promise<void> {
  return onSuperusers(options, async ({ records }, superusers, asServer) => {
    const found = await records.findBy(superusers, "email", email);
    if (found !== undefined)
      await records.remove(superusers, found.id, asServer);
    process.stdout.write(
      found === undefined
        ? `There is no superuser "${email}", or it is deleted already.\n`
        : `Successfully deleted superuser "${email}"!\n`,
    );
  });
}

/** Opens the data folder, beside a server that may be using it, does the work and closes the folder. */
async function onSuperusers(
  options: AppOptions,
  work: (
    app: App,
    superusers: AuthCollection,
    asServer: RequestInfo,
  ) => Promise<void>,
): Promise<void> {
  // Loaded only now, so that help and version need not wait for it.
  const { openApp } = await import("../core/open-app.ts");
  const { superusersName } = await import("../core/collections/collection.ts");
  const { serverRequest } = await import("../core/request.ts");
  const app = await openApp({ ...options, serve: false });
  try {
    const superusers = app.collections.find(superusersName);
    if (superusers?.type !== "auth")
      throw new Refused("The data folder has no collection of superusers.");
    await work(app, superusers, serverRequest);
  } finally {
    await app.close();
  }
}

import { describe, expect, test } from "bun:test";
import { type Command, CommanderError } from "commander";
import { join } from "node:path";
import { createProgram } from "../../src/cli/run-command.ts";

const text = await Bun.file(join(import.meta.dir, "../../README.md")).text();

/** The fenced blocks of a language. */
function blocks(language: string): string[] {
  const fences = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fences].flatMap(([, name, content = ""]) =>
    name === language ? [content] : [],
  );
}

/** The commands of Hutch that the README shows, each as arguments. */
function commandsShown(): string[][] {
  const shell = blocks("sh").flatMap((block) => block.split("\n"));
  const units = blocks("ini").flatMap((block) =>
    [...block.matchAll(/^ExecStart=(.*)$/gm)].map(([, line = ""]) => line),
  );
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(
    ([, code = ""]) => code,
  );
  const lines = [...shell, ...units, ...inline].flatMap((line) => {
    const [, args] = /^(?:sudo -u \w+ )?(?:\S*\/)?hutch (.*)$/.exec(line) ?? [];
    return args === undefined ? [] : [words(args)];
  });
  return [...lines, ...containerCommands()];
}

/** What a container starts, and what tells whether it is well. */
function containerCommands(): string[][] {
  const lists = blocks("dockerfile").flatMap((block) =>
    [...block.matchAll(/^(?:HEALTHCHECK )?(\w+) (\[.*\])$/gm)].map(
      ([, name = "", list = ""]) =>
        [name, JSON.parse(list) as string[]] as const,
    ),
  );
  const entry = lists.find(([name]) => name === "ENTRYPOINT")?.[1] ?? [];
  return lists
    .filter(([name]) => name === "CMD")
    .map(([, list]) => (list[0] === entry[0] ? list.slice(1) : list));
}

/** Words as a shell splits them, with something in the place of what may be left out. */
function words(line: string): string[] {
  const found = line.replace(/ #.*$/, "").match(/'[^']*'|\S+/g) ?? [];
  return found
    .map((word) => word.replace(/^'(.*)'$/, "$1"))
    .filter((word) => word !== "[COMMAND]")
    .map((word) => word.replace(/^\[(.*)\]$/, "$1"));
}

/** The program, whose commands do nothing. */
function createIdleProgram(): Command {
  const program = createProgram().configureOutput({
    writeOut: () => undefined,
    writeErr: () => undefined,
  });
  const idle = (command: Command): void => {
    if (command.commands.length === 0) command.action(() => undefined);
    command.configureOutput(program.configureOutput());
    for (const part of command.commands) idle(part);
  };
  idle(program);
  return program;
}

async function parse(args: readonly string[]): Promise<string> {
  try {
    await createIdleProgram().parseAsync(args, { from: "user" });
    return "accepted";
  } catch (error) {
    // Asking for help, or the version, comes this way too.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? "accepted" : error.message;
  }
}

/** Such as `hutch superuser create`. */
function pathOf(command: Command): string {
  return command.parent === null
    ? command.name()
    : `${pathOf(command.parent)} ${command.name()}`;
}

describe("the README", () => {
  const commands = commandsShown();

  test.each(commands.map((args) => [args.join(" "), args] as const))(
    "shows a command that there is: hutch %s",
    async (_, args) => {
      expect(await parse(args)).toBe("accepted");
    },
  );

  test("shows the commands of a unit, a container and its health check", () => {
    const starts = commands.filter(([name]) => name === "serve");
    expect(starts.length).toBeGreaterThanOrEqual(4);
    expect(commands).toContainEqual(["health"]);
  });

  test("shows no command that there is not", async () => {
    expect(await parse(["serve", "--nothing"])).toContain("--nothing");
    expect(await parse(["nothing"])).toContain("nothing");
  });

  test("names every command, and no option that there is not", () => {
    const withParts = (command: Command): Command[] => [
      command,
      ...command.commands.flatMap(withParts),
    ];
    const all = withParts(createProgram());
    const missing = all
      .filter((command) => command.commands.length === 0)
      .map(pathOf)
      .filter((path) => !text.includes(`\`${path}`));
    expect(missing).toEqual([]);

    const known = new Set(
      all.flatMap(({ options }) => options.map(({ long }) => long)),
    ).add("--help");
    const [table = ""] = /^## Commands\n.*?^## /ms.exec(text) ?? [];
    const named = table.match(/--\w+/g) ?? [];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("keeps a container's user from being root, and its data in a volume", () => {
    const [container = ""] = blocks("dockerfile");
    expect(container).toMatch(/^USER (?!root)\w+$/m);
    const [, volume = ""] = /^VOLUME (\S+)$/m.exec(container) ?? [];
    expect(container).toContain(`"--dir", "${volume}"`);
    // After the user is made, or it could not write there.
    expect(container.indexOf("install -d -o hutch")).toBeLessThan(
      container.indexOf("VOLUME"),
    );
  });
});

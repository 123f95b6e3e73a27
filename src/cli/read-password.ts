import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Refused } from "../core/errors.ts";

/**
 * Asks for a new password at the terminal, twice and without showing it; without a terminal, reads the first line of
 * standard input.
 *
 * @throws {Refused} the two differ, or there was none
 */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return required(await firstLine());
  const [password, repeated] = await askUnseen(["Password: ", "Once more: "]);
  if (password !== repeated) throw new Refused("The two passwords differ.");
  return required(password);
}

function required(password: string | undefined): string {
  if (password === undefined || password === "")
    throw new Refused("A password is needed.");
  return password;
}

/** Asks one after the other. Fewer answers come back if Ctrl-C or Ctrl-D ends it early. */
async function askUnseen(prompts: readonly string[]): Promise<string[]> {
  // Takes the terminal over before it asks, so that nothing typed is echoed, and echoes to nowhere itself.
  const terminal = createInterface({
    input: process.stdin,
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    terminal: true,
  });
  const answers: string[] = [];
  const unasked = prompts.values();
  const ask = () => {
    const { value: prompt } = unasked.next();
    if (prompt === undefined) terminal.close();
    else process.stdout.write(prompt);
  };
  return new Promise((resolve) => {
    terminal.on("line", (line) => {
      process.stdout.write("\n");
      answers.push(line);
      ask();
    });
    terminal.once("close", () => {
      if (answers.length < prompts.length) process.stdout.write("\n");
      resolve(answers);
    });
    ask();
  });
}

async function firstLine(): Promise<string | undefined> {
  for await (const line of console) return line;
  return undefined;
}

import { argv, stdout } from "node:process";

/**
 * Asks a server until standard input ends, from eight loops that connect anew each time and eight that do not. Says "begun"
 * after the first hundred answers, and at the end how many requests were answered and why others were not.
 */
const url = argv[2] ?? "";
const failures: string[] = [];
let answered = 0;
const over = new AbortController();

async function loop(keepalive: boolean): Promise<void> {
  while (!over.signal.aborted) {
    try {
      const response = await fetch(url, {
        keepalive,
        tls: { rejectUnauthorized: false },
      });
      await response.text();
      if (response.status !== 200) failures.push(String(response.status));
      if (++answered === 100) stdout.write("begun\n");
    } catch (error) {
      failures.push(String(error));
    }
  }
}

const loops = Array.from({ length: 16 }, (_, at) => loop(at % 2 === 0));
await Bun.stdin.text();
over.abort();
await Promise.all(loops);
stdout.write(`${JSON.stringify({ answered, failures })}\n`);

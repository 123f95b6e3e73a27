import type { Row } from "../../database.ts";
import type { Binding } from "../connections/bind-parameters.ts";
import type { CompiledStatement } from "../connections/compile-statement.ts";
import type { Connection, ReadMethod } from "../connections/connection.ts";
import { looksSlow } from "./guess-speed.ts";
import type { ReaderPool } from "./reader-pool.ts";
import { StatementSpeed } from "./statement-speed.ts";
import { threadMilliseconds } from "./thread-time.ts";

/** How many statements' speeds are remembered. */
const keptSpeeds = 4000;

/** Reads what is committed: fast statements at once on this thread, those that have proved slow on a worker. */
export class Reads {
  readonly #connection: Connection;
  readonly #pool: ReaderPool;
  readonly #speeds = new Map<string, StatementSpeed>();

  constructor(connection: Connection, pool: ReaderPool) {
    this.#connection = connection;
    this.#pool = pool;
  }

  /** The result itself when it was read at once. @throws {TimedOut} */
  read(
    method: ReadMethod,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Row[] | Row | undefined | Promise<Row[] | Row | undefined> {
    const speed =
      this.#speeds.get(statement.text) ?? this.#newSpeed(statement, bindings);
    if (speed.isSlow)
      return this.#readElsewhere(speed, method, statement, bindings);
    if (speed.isWatched) {
      const began = threadMilliseconds();
      const result = this.#connection.read(method, statement, bindings);
      speed.noteThread(threadMilliseconds() - began);
      return result;
    }
    const began = performance.now();
    const result = this.#connection.read(method, statement, bindings);
    speed.noteClock(performance.now() - began);
    return result;
  }

  async #readElsewhere(
    speed: StatementSpeed,
    method: ReadMethod,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<Row[] | Row | undefined> {
    const { result, milliseconds } = await this.#pool.read(
      method,
      statement,
      bindings,
    );
    speed.noteThread(milliseconds);
    return result;
  }

  #newSpeed(
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): StatementSpeed {
    if (this.#speeds.size >= keptSpeeds) {
      const [oldest] = this.#speeds.keys();
      if (oldest !== undefined) this.#speeds.delete(oldest);
    }
    const speed = new StatementSpeed(
      statement.kind === "read" &&
        looksSlow(this.#connection, statement.text, bindings),
    );
    this.#speeds.set(statement.text, speed);
    return speed;
  }
}

/** The server's own messages; `data` is what a person needs to look into it. */
export interface Logger {
  debug(message: string, data?: Readonly<Record<string, unknown>>): void;
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
  error(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** Writes warnings and errors to stderr, the rest only when `verbose`. */
export function createConsoleLogger(verbose: boolean): Logger {
  const write = (
    level: string,
    message: string,
    data?: Readonly<Record<string, unknown>>,
  ) => {
    const details =
      data === undefined ? "" : ` ${JSON.stringify(data, errorsAsText)}`;
    process.stderr.write(
      `${new Date().toISOString()} ${level} ${message}${details}\n`,
    );
  };
  const silent = () => {};
  return {
    debug: verbose ? (message, data) => write("debug", message, data) : silent,
    info: verbose ? (message, data) => write("info", message, data) : silent,
    warn: (message, data) => write("warn", message, data),
    error: (message, data) => write("error", message, data),
  };
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}

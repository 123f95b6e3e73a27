/** The first arguments that make the executable one of its own helping processes instead of a command: see `main.ts`. */
export const readerArgument = "read-for-server";
export const scriptArgument = "run-script-for-server";

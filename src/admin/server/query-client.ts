import { QueryClient } from "@tanstack/react-query";
import { ClientResponseError } from "pocketbase";

/** Milliseconds for which an answer is taken as it is, without asking again when a page opens. */
const fresh = 15_000;

/** What the server has answered, by the key of the query. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: fresh,
      // The server may be this very machine: without a network it can be asked all the same.
      networkMode: "always",
      retry: (count, error) => count < 2 && isPassing(error),
    },
    mutations: { networkMode: "always" },
  },
});

/** Whether the same request may work in a moment. */
function isPassing(error: Error): boolean {
  return (
    error instanceof ClientResponseError &&
    (error.status === 0 || error.status >= 500)
  );
}

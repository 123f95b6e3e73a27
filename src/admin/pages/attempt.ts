import { toast } from "../components/overlays/toasts.tsx";
import { describeProblem } from "../server/problem.ts";

/** Does something, and says in a toast what the server has against it. Resolves to whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toast.bad(describeProblem(error).message);
    return false;
  }
}

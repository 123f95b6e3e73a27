import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Overlays } from "./components/overlays/overlays.tsx";
import { ShownZoneProvider } from "./components/times/shown-zone.tsx";
import { router } from "./routing/router.tsx";
import { cspNonce } from "./server/csp-nonce.ts";
import { queryClient } from "./server/query-client.ts";

/** The admin. */
export function App() {
  return (
    <CSPProvider nonce={cspNonce}>
      <QueryClientProvider client={queryClient}>
        <ShownZoneProvider>
          <Overlays>
            <RouterProvider router={router} />
          </Overlays>
        </ShownZoneProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}

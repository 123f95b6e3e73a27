import { Code } from "../components/code.tsx";
import { Heading } from "../components/heading.tsx";
import { Page } from "../components/page.tsx";
import { Soft } from "../components/soft.tsx";
import { Stack } from "../components/stack.tsx";
import { apiUrl, docsUrl, serverUrl } from "../server/connect.ts";
import { text } from "../text.ts";

const texts = text.start;

/** Says what answers here, and where. */
export function StartPage() {
  const address = serverUrl.replace(/\/$/, "");
  return (
    <Page title={texts.title}>
      <Stack gap="large">
        <Stack gap="small">
          <Heading takesFocus={false}>{texts.title}</Heading>
          <Soft>{texts.lead}</Soft>
        </Stack>
        <Stack gap="small">
          <h2>{texts.api}</h2>
          <Code>{apiUrl}</Code>
          <p>
            <a href={docsUrl}>{texts.docs}</a>
          </p>
        </Stack>
        <Stack gap="small">
          <h2>{texts.connect}</h2>
          <Soft>{texts.connectHint}</Soft>
          <Code>
            {`import PocketBase from "pocketbase";\n\nconst client = new PocketBase(\n  "${address}",\n);`}
          </Code>
        </Stack>
      </Stack>
    </Page>
  );
}

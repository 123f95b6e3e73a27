/**
 * A whole HTML document around a mail's body. Plain enough for every mail program: what a program drops of the styles
 * costs looks, never a link. Bodies know the classes `btn`, for their main link, and `hidden`.
 */
export function layOut(body: string): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
p { margin: 0 0 16px; }
hr { border: 0; border-top: 1px solid #d8dbe0; margin: 16px 0; }
small { font-size: 13px; color: #5b6270; }
a { color: #1d4ed8; }
.btn { display: inline-block; padding: 12px 24px; border-radius: 6px; background: #1f2937; color: #ffffff !important; font-weight: bold; text-decoration: none; }
.hidden { display: none; }
</style>
</head>
<body style="margin: 0; padding: 24px 16px; background: #ffffff; color: #1f2328;">
<div style="max-width: 600px; margin: 0 auto; font: 16px/1.5 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif;">
${body}
</div>
</body>
</html>
`;
}

import { Elysia, t } from "elysia";
import { documentsName } from "../collection-names.ts";
import {
  describeRoute,
  documentBody,
  documentList,
  documentSchema,
  listQuery,
  loginRefusals,
  messageOf,
  ownedDocumentList,
  saying,
} from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import {
  demandUndeleted,
  document as documentWording,
  findAny,
  findUndeleted,
  isAllowed,
  user as userWording,
} from "../find-record.ts";
import { find, presentList, readStretch } from "../lists.ts";
import { withOwners } from "../owners.ts";
import { fixedIdentifier, notOwner, notPermitted } from "../refusal.ts";
import { superadministrator } from "../roles.ts";
import {
  createDocument,
  deleteDocument,
  updateDocument,
} from "../saving/save-document.ts";
import {
  presentDocument,
  presentListedDocument,
  readDocumentChanges,
  readNewDocument,
} from "../values/document-values.ts";

const tag = "Documents";
const path = { id: "Id of the document." };

/** What changed last comes first; of those that changed together, what is newer. */
export const documentOrder = "-updated,-@rowid";

const badValues = saying(
  "A value is missing or wrong.",
  "title cannot be null",
  "Please provide a title",
  "Access can only be private, public or role",
  "Access level can only be view or comment",
  "Please confirm that all fields are valid",
);
const notFound = saying(
  "There is no such document, or it is deleted.",
  "Document not found",
  "This document has been deleted",
);
const noPermission = saying(
  "The caller may not do that.",
  "You don't have permission to perform that action",
);
const noId = saying("It is no id.", "Invalid document ID");

/** Chapter "Documents". */
export function documentRoutes(exchange: Exchange) {
  const { app } = exchange;
  const { records } = app;

  return new Elysia()
    .post(
      "/documents",
      async ({ request }) => {
        const opened = await exchange.openSession(request, [
          documentsName,
          "create",
        ]);
        const { session, body } = await exchange.receive(opened);
        const document = await createDocument(
          app,
          exchange.documents,
          session,
          readNewDocument(body),
        );
        return exchange.json(session.info, presentDocument(document), {
          status: 201,
        });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Create a document",
          login: "required",
          body: t.Object(documentBody),
          status: 201,
          answer: documentSchema,
          errors: { ...loginRefusals, 400: badValues },
        }),
      },
    )
    .get(
      "/documents",
      async ({ request }) => {
        const { info } = await exchange.openSession(request, [
          documentsName,
          "list",
        ]);
        const stretch = readStretch(info);
        const { items, total } = await find(
          app,
          exchange.documents,
          stretch,
          { sort: documentOrder },
          info,
        );
        const list = await withOwners(records, exchange.users, items);
        return exchange.json(info, presentList(list, total, stretch));
      },
      {
        detail: describeRoute({
          tag,
          summary: "List documents",
          login: "required",
          query: listQuery,
          answer: ownedDocumentList,
          errors: loginRefusals,
        }),
      },
    )
    .get(
      "/documents/:id",
      async ({ request, params }) => {
        const { info } = await exchange.openSession(request, [
          documentsName,
          "view",
        ]);
        const { documents } = exchange;
        const found = await findUndeleted(
          app,
          documents,
          params.id,
          documentWording,
        );
        if (!(await isAllowed(app, documents.viewRule, found, info))) {
          throw notPermitted();
        }
        const document = await records.present(found, undefined, info);
        return exchange.json(info, presentDocument(document));
      },
      {
        detail: describeRoute({
          tag,
          summary: "Retrieve a document",
          login: "required",
          path,
          answer: documentSchema,
          errors: {
            ...loginRefusals,
            400: noId,
            403: noPermission,
            404: notFound,
          },
        }),
      },
    )
    .put(
      "/documents/:id",
      async ({ request, params }) => {
        const opened = await exchange.openSession(request, [
          documentsName,
          "update",
        ]);
        const found = await findUndeleted(
          app,
          exchange.documents,
          params.id,
          documentWording,
        );
        const { userId } = found.values;
        if (userId !== opened.user.id) throw notOwner();
        const { session, body } = await exchange.receive(opened);
        const isOthers = "userId" in body && body["userId"] !== userId;
        if (body["id"] || isOthers) throw fixedIdentifier();
        const changes = readDocumentChanges(body);
        const document = await updateDocument(app, found, session, changes);
        return exchange.json(session.info, presentDocument(document));
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Update a document",
          login: "required",
          path,
          body: t.Partial(t.Object(documentBody)),
          answer: documentSchema,
          errors: {
            ...loginRefusals,
            400: badValues,
            403: saying(
              "It is somebody else's, or something was sent that cannot be changed.",
              "Only this resource's owner can perform that action",
              "You're not permitted to change identifier fields",
            ),
            404: notFound,
          },
        }),
      },
    )
    .delete(
      "/documents/:id",
      async ({ request, params }) => {
        const { info, user } = await exchange.openSession(request, [
          documentsName,
          "delete",
        ]);
        const found = await findUndeleted(
          app,
          exchange.documents,
          params.id,
          documentWording,
        );
        const isOwn = found.values["userId"] === user.id;
        if (!isOwn && user.values["role"] !== superadministrator) {
          throw notPermitted();
        }
        await deleteDocument(app, found);
        const message = "Document deleted successfully";
        return exchange.json(info, { message });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Delete a document",
          login: "required",
          path,
          answer: messageOf("Document deleted successfully"),
          errors: {
            ...loginRefusals,
            400: noId,
            403: noPermission,
            404: notFound,
          },
        }),
      },
    )
    .get(
      "/users/:id/documents",
      async ({ request, params }) => {
        const { info, user } = await exchange.openSession(request, [
          documentsName,
          "list",
        ]);
        const stretch = readStretch(info);
        const { users, documents } = exchange;
        const owner = await findAny(app, users, params.id, userWording);
        if (user.values["role"] !== superadministrator) {
          demandUndeleted(owner, userWording);
        }
        const what = {
          filter: `userId = "${owner.id}"`,
          sort: documentOrder,
        };
        const found = await find(app, documents, stretch, what, info);
        const list = found.items.map(presentListedDocument);
        return exchange.json(info, presentList(list, found.total, stretch));
      },
      {
        detail: describeRoute({
          tag,
          summary: "List a user's documents",
          login: "required",
          path: { id: "Id of the user." },
          query: listQuery,
          answer: documentList,
          errors: {
            ...loginRefusals,
            400: saying("It is no id.", "Invalid user ID"),
            404: saying(
              "There is no such user, or it is deleted and the caller not the superadministrator.",
              "User not found",
              "This user has been deleted",
            ),
          },
        }),
      },
    );
}

/** Records that relations may point at without asking whether they are there: somebody has asked already, or makes them. */
export interface KnownRecords {
  has(collectionId: string, id: string): boolean;
}

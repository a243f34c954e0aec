/** Brings the database up to date. Placeholder: the migrations come with the adapter. */
export async function migrate(_databaseUrl: string): Promise<readonly string[]> {
  return [];
}

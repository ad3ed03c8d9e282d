/** Lists that several pages of records need: people, products, pipelines, customers by name. */
import { call, query, type AccountId } from "../../ipc";

export const people = () => query("users.list", () => ({}));
export const products = () => query("products.list", () => ({}));
export const pipelines = () => query("pipelines.list", () => ({}));

/** Customers whose name contains the text, for a Combobox. */
export async function findAccounts(text: string): Promise<{ value: AccountId; label: string; note?: string }[]> {
  const { rows } = await call("accounts.list", { ...(text ? { text } : {}), limit: 20 });
  return rows.map((row) => ({ value: row.id, label: row.name, ...(row.region ? { note: row.region } : {}) }));
}

/** Every page of the product, from its own list of routes and of settings sections, with a record where a page shows one. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const UI = resolve(import.meta.dirname, "../../../ui/src");
const read = (file: string): string => readFileSync(resolve(UI, file), "utf8");

/** Addresses with "#". `first` answers the number of a record to show: the first row of a list command. */
export async function addresses(first: (command: string) => Promise<number>): Promise<string[]> {
  const ids: Record<string, number> = { deals: await first("deals.list"), customers: await first("customers.list"), leads: await first("leads.list") };
  const paths = [...read("routes.ts").matchAll(/^ +\{ path: "([^"]+)"/gm)].map(([, path = ""]) => path);
  const sections = [...read("features/settings/sections.ts").matchAll(/^ +\{ id: "([^"]+)"/gm)].map(([, id = ""]) => id);
  return [
    ...paths.filter((path) => path !== "/settings").map((path) => `#${path.replace(/^\/(\w+)\/:id(?=$|\/)/, (_, noun: string) => `/${noun}/${ids[noun] ?? 1}`)}`),
    "#/pipeline?view=month",
    ...sections.map((id) => `#/settings?s=${id}`),
  ];
}

/** Beginnings of the keys of messages: "board", "deals". A key that can be seen is a message that is missing. */
export const messageFiles = (): string[] => readdirSync(resolve(UI, "../messages/zh")).map((name) => name.replace(/\.json$/, ""));

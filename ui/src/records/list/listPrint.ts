/** What of a list is to be printed: handed from the list to the page that shows it on paper. */
import type { PrintRecords } from "../../ipc";
import { persisted } from "../../persisted.svelte";

export type ToPrint = Pick<PrintRecords, "filter" | "sort" | "columns" | "group" | "view">;

/** Until the program ends; where nothing was handed over, the whole list with its usual columns is meant. */
export const listPrint = (name: string) => persisted(`${name}.print`, { asked: {} as ToPrint, exported: [] as string[] });

/** The paper and the language somebody prints on: one choice for all documents, kept on this device. */
import type { Language, PaperSize } from "../../ipc";
import { persisted } from "../../persisted.svelte";

export const printChoice = () => persisted("print", { paper: "a4" as PaperSize, language: null as Language | null }, { disk: true });

/** Punctuation that depends on the language. */
import { locale } from "../../i18n.svelte";

/** Between two sentences. */
export const gap = (): string => (locale.current === "zh" ? "" : " ");
/** Between two items of a list. */
export const comma = (): string => (locale.current === "zh" ? "、" : ", ");
export const stop = (): string => (locale.current === "zh" ? "。" : ".");
/** A translated name in the middle of an English sentence begins small. */
export const inside = (name: string): string => (locale.current === "zh" ? name : name.charAt(0).toLowerCase() + name.slice(1));

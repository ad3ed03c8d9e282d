/** Punctuation that depends on the language. */
import { locale, m } from "./i18n.svelte";

/** Between two sentences. */
export const sentenceGap = (): string => (locale.current === "zh" ? "" : " ");
/** Between two items of a list. */
export const listComma = (): string => (locale.current === "zh" ? "、" : ", ");
export const fullStop = (): string => (locale.current === "zh" ? "。" : ".");
/** A translated name in the middle of an English sentence begins small. */
export const lowerFirst = (name: string): string => (locale.current === "zh" ? name : name.charAt(0).toLowerCase() + name.slice(1));
/** The same at the beginning of a sentence. */
export const upperFirst = (text: string): string => (locale.current === "zh" ? text : text.charAt(0).toUpperCase() + text.slice(1));
/** Between the last two items of a list. */
export const and = (): string => (locale.current === "zh" ? m.forecast_and() : ` ${m.forecast_and()} `);
/** Between two facts of a line; a mustache keeps its spaces where a block begins. */
export const DOT = " · ";

/** The screening lists while they are looked at, pasted and exported. Pure. */
import type { ScreenKind, ScreenWord } from "../../ipc";

export const KINDS: readonly ScreenKind[] = ["mobile", "email", "domain", "company", "word", "throwaway"];

/** Words that contain the text, those that keep leads apart first. */
export function matching(words: readonly ScreenWord[], kind: ScreenKind, text: string): ScreenWord[] {
  const wanted = text.trim().normalize("NFKC").toLowerCase();
  return words.filter((word) => word.kind === kind && (word.value.includes(wanted) || (word.note ?? "").toLowerCase().includes(wanted))).sort((a, b) => b.leads - a.leads || a.value.localeCompare(b.value));
}

/** A pasted column: one entry per line, each once, without quotes around it. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).map((line) => line.trim().replace(/^"(.*)"$/, "$1").trim());
  return [...new Set(lines.filter(Boolean))];
}

/** Lines that are not in the list yet, as far as can be told without the core's own cleaning. */
export function fresh(lines: readonly string[], words: readonly ScreenWord[], kind: ScreenKind): string[] {
  const there = new Set(words.filter((word) => word.kind === kind).map((word) => word.value));
  return lines.filter((line) => !there.has(line.normalize("NFKC").toLowerCase().replace(/^@/, "")));
}

/** The list as a text file: one entry per line, so that it can be read in again. */
export const textOf = (words: readonly ScreenWord[], kind: ScreenKind): string => words.filter((word) => word.kind === kind).map((word) => `${word.value}\n`).join("");

/** Text as base64 of its UTF-8 bytes, with the mark by which spreadsheets know it. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(`\uFEFF${text}`);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** A file as text: UTF-8, and GBK where it is not. */
export function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** What a PDF says, through poppler. */
import { execFile } from "node:child_process";

/** The text without any white space: lines and columns may break anywhere. */
export function textOf(file: string): Promise<string> {
  return new Promise((done, failed) => {
    execFile("pdftotext", ["-layout", file, "-"], { maxBuffer: 1 << 26 }, (error, out) => (error ? failed(error) : done(out.replace(/\s+/g, ""))));
  });
}

/** An amount with separators and all its digits, as the book's table of sums prints it. */
export const exact = (minor: number): string => {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "−" : ""}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
};

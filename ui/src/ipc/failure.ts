/** What a command answers when it could not do its work. `message` is a finished sentence in the interface language. */
export type FailureKind = "invalid" | "not_found" | "forbidden" | "conflict" | "busy" | "io" | "corrupt" | "internal" | "not_configured";

const KINDS: readonly string[] = ["invalid", "not_found", "forbidden", "conflict", "busy", "io", "corrupt", "internal", "not_configured"];

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  /** The input field at fault, when there is one: show the message there. */
  readonly field: string | undefined;
  /** The command that failed; part of the copyable details. */
  readonly command: string | undefined;

  constructor(parts: { kind: FailureKind; code: string; message: string; field?: string; command?: string }) {
    super(parts.message);
    this.name = "Failure";
    this.kind = parts.kind;
    this.code = parts.code;
    this.field = parts.field;
    this.command = parts.command;
  }

  /** Anything thrown, as a Failure. */
  static from(thrown: unknown, command?: string): Failure {
    if (thrown instanceof Failure) return thrown;
    if (typeof thrown === "object" && thrown !== null) {
      const { kind, code, message, field } = thrown as Record<string, unknown>;
      if (typeof kind === "string" && KINDS.includes(kind) && typeof message === "string") {
        return new Failure({
          kind: kind as FailureKind,
          code: typeof code === "string" ? code : kind,
          message,
          ...(typeof field === "string" ? { field } : {}),
          ...(command ? { command } : {}),
        });
      }
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new Failure({ kind: "internal", code: "host.unexpected", message, ...(command ? { command } : {}) });
  }

  /** What "copy details" puts on the clipboard. */
  details(): string {
    return [this.message, `${this.kind} ${this.code}`, this.command, this.field].filter(Boolean).join("\n");
  }
}

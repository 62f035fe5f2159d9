/** `log`: text of a log or of the operator. `known`: ours with names in it (commands, files). `own`: our sentences. */
export type Mode = "log" | "known" | "own";

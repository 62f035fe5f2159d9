/**
 * Loaded into a program that reads a log: in the middle of reading, something happens to the file. No clock decides when: it is before the first read
 * from a byte in `[at, before)`. Threads inherit `--import`; with `--jobs 1` one thread reads.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { path, at, before, becomes, left } = JSON.parse(process.env.MEANWHILE ?? "{}");
const { ino } = fs.statSync(path);
const { readSync } = fs;

const changes = {
  shorter: () => fs.truncateSync(path, left),
  longer: () => fs.appendFileSync(path, fs.readFileSync(path).subarray(0, left)),
  /** As an editor or logrotate without a new name does: another file has the name, and the old one has none. */
  replaced: () => {
    fs.writeFileSync(`${path}.new`, fs.readFileSync(path).subarray(0, left));
    fs.renameSync(`${path}.new`, path);
  },
  rotated: () => fs.renameSync(path, `${path}.1`),
  removed: () => fs.rmSync(path),
};

let isDone = false;
fs.readSync = (file, bytes, offset, length, position) => {
  if (!isDone && position >= at && position < before && fs.fstatSync(file).ino === ino) {
    isDone = true;
    changes[becomes]();
  }
  return readSync(file, bytes, offset, length, position);
};
syncBuiltinESMExports();
process.on("exit", () => {
  // Who tests nothing must not pass.
  if (!isDone) fs.writeSync(2, "nothing happened meanwhile\n");
});

// Solves CP-SAT models for Wfm with the npm package or-tools-wasm, over standard input and output.
// A frame is: u32le length of what follows, u8 type, u32le id, payload. Types: 1 solve (u32le length of the
// parameters, parameters, model; protobuf), 2 answer (protobuf), 3 failure (text), 4 ready (text).
import { Worker } from "node:worker_threads";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeSync } from "node:fs";

const [folder, parent] = process.argv.slice(-2);

// The solver blocks this thread, so another one watches for the parent's end and takes everything with it.
new Worker(
  "setInterval(() => { try { process.kill(" + Number(parent) + ", 0); } catch { process.kill(process.pid, 'SIGKILL'); } }, 500);",
  { eval: true }).unref();

// Standard output carries frames only.
console.log = console.info = console.debug = console.error;

function send(type, id, payload) {
  const head = Buffer.alloc(9);
  head.writeUInt32LE(5 + payload.length, 0);
  head.writeUInt8(type, 4);
  head.writeUInt32LE(id, 5);
  const bytes = Buffer.concat([head, payload]);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(1, bytes, sent);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

// Import the runtime file itself: the package's index starts further workers and loads every solver.
const flavour = typeof WebAssembly.promising === "function" ? "" : "_asyncify";
const { default: create } = await import(pathToFileURL(join(folder, `cp_sat_runtime_node${flavour}.js`)));
const log = (text) => process.stderr.write(text + "\n");
const solver = await create({ locateFile: (name) => join(folder, name), print: log, printErr: log });

function place(bytes) {
  const at = solver._malloc(Math.max(1, bytes.length));
  solver.HEAPU8.set(bytes, at);
  return at;
}

async function solve(payload) {
  const cut = 4 + payload.readUInt32LE(0);
  const parameters = payload.subarray(4, cut);
  const model = payload.subarray(cut);
  const [modelAt, parametersAt, lengthAt] = [place(model), place(parameters), solver._malloc(4)];
  try {
    const at = await solver.ccall("solve_model", "number", Array(5).fill("number"),
      [modelAt, model.length, parametersAt, parameters.length, lengthAt], { async: true });
    const length = new DataView(solver.HEAPU8.buffer, lengthAt, 4).getUint32(0, true);
    if (at === 0 || length === 0) throw new Error("the solver gave no answer");
    const answer = Buffer.from(solver.HEAPU8.slice(at, at + length));
    solver._free_buffer(at);
    return answer;
  } finally {
    [modelAt, parametersAt, lengthAt].forEach((at) => solver._free(at));
  }
}

send(4, 0, Buffer.from(`or-tools-wasm, node ${process.version}`));
let rest = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE(0)) {
    const end = 4 + rest.readUInt32LE(0);
    const [type, id, payload] = [rest.readUInt8(4), rest.readUInt32LE(5), rest.subarray(9, end)];
    rest = rest.subarray(end);
    try {
      if (type !== 1) throw new Error(`unknown frame type ${type}`);
      send(2, id, await solve(payload));
    } catch (error) {
      send(3, id, Buffer.from(String(error?.stack ?? error)));
    }
  }
}
process.exit(0);

// The worker's half of the playground, behind Go's wasm_exec.js in one script:
// it runs the library and reads one page after the other.
"use strict";

onmessage = async ({ data }) => {
  if (data.module) return start(data.module);
  const began = performance.now();
  const result = gatefoldRead(data.name, new Uint8Array(data.page), data.url);
  postMessage({ id: data.id, result, milliseconds: performance.now() - began });
};

async function start(module) {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  // It ends only where memory runs out or the runtime fails.
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true });
}

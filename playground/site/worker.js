// The worker's half of the playground, behind Go's wasm_exec.js in one script:
// it runs the library and reads one page after the other.
"use strict";

onmessage = async ({ data }) => {
  if (data.module) return start(data.module);
  const began = performance.now();
  const result = gatefoldRead(data.name, new Uint8Array(data.page), data.url);
  postMessage({ id: data.id, result, milliseconds: performance.now() - began });
};

const firstPage = "<html lang=en><title>A page</title><article><h1>A page</h1><p>By A. Writer</p>" +
  "<p>This page is read once, so that those who come after it find the door open.</p><div class=paywall>Subscribe for $1 a month</div></article>";

async function start(module) {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  // It ends only where memory runs out or the runtime fails.
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true });
  // The first page costs the reading of the rules and the models: better while
  // nobody waits. One that is given meanwhile comes right after.
  gatefoldRead("", new TextEncoder().encode(firstPage), "");
}

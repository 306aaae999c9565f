// The library in a worker: loading it, reading pages with it, stopping it.

// Trouble is an error whose message is for the person at the page.
export class Trouble extends Error {}

const ended = "Reading this page took all the memory that a browser gives to a page, or the program failed. The playground is ready for another one.";

export class Engine {
  #policy;
  #module;
  #script;
  #worker; // a promise of the one that is ready
  #stop; // ends the reading that is under way
  #id = 0;

  // policy makes the address of a worker's script of a string.
  constructor(policy) { this.#policy = policy; }

  // load fetches and compiles the library, and calls progress with the loaded
  // share of it, 0 to 1.
  async load(progress) {
    const text = async (name) => (await get(name)).text();
    const [wasm, ...scripts] = await Promise.all([bytes("gatefold.wasm.gz", progress), text("wasm_exec.js"), text("worker.js")]);
    this.#module = await WebAssembly.compile(wasm);
    // A worker of a blob is bound by the policy of this page, whatever the
    // server says; one of an address would be bound by the server's alone.
    this.#script = URL.createObjectURL(new Blob(scripts, { type: "text/javascript" }));
    await this.#start();
  }

  #start() {
    const worker = new Worker(this.#policy.createScriptURL(this.#script));
    this.#worker = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => data.ready ? resolve(worker) : reject(new Trouble(ended));
      worker.onerror = (e) => reject(new Trouble("The library does not start: " + e.message));
    });
    this.#worker.catch(() => {}); // whoever reads a page gets it
    worker.postMessage({ module: this.#module });
    return this.#worker;
  }

  // read reads one page, which its caller has no more, and returns {result,
  // milliseconds}. It ends the reading before it, if that still goes on.
  async read(name, page, url) {
    this.cancel();
    const id = ++this.#id;
    let worker;
    const done = new Promise((resolve, reject) => {
      this.#stop = (why) => {
        this.#stop = undefined;
        worker?.terminate();
        if (worker) this.#start();
        reject(why);
      };
    });
    done.catch(() => {}); // it may be over before anybody waits for it
    worker = await Promise.race([this.#worker, done]);
    const answer = new Promise((resolve) => {
      worker.onmessage = ({ data }) => data.ended ? this.#stop?.(new Trouble(ended)) : data.id === id && resolve(data);
      worker.onerror = () => this.#stop?.(new Trouble(ended));
    });
    worker.postMessage({ id, name, page, url }, [page]);
    const data = await Promise.race([answer, done]);
    this.#stop = undefined;
    if (data.result.error) throw new Trouble(data.result.error);
    return data;
  }

  // cancel ends the reading that is under way, if any is, with an error.
  cancel() { this.#stop?.(new Error("cancelled")); }
}

async function get(name) {
  let response;
  try {
    response = await fetch(name);
  } catch {
    throw new Trouble("The library cannot be loaded: " + name + " does not come. Is the server still there?");
  }
  if (!response.ok) throw new Trouble("The library cannot be loaded: " + name + ": " + response.status);
  return response;
}

// bytes loads a file that is compressed with gzip, which some servers undo and
// others leave.
async function bytes(name, progress) {
  const response = await get(name);
  const size = Number(response.headers.get("Content-Length"));
  const chunks = [];
  let have = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    have += value.length;
    if (size) progress(Math.min(1, have / size));
  }
  const blob = new Blob(chunks);
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (start[0] !== 0x1f || start[1] !== 0x8b) return blob.arrayBuffer();
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

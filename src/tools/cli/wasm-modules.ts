/**
 * A module for `node --import`. It changes the import of a .wasm file: the default export is the compiled module, as in
 * workerd. Node programs can therefore hash passwords with the code of the worker.
 */
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.wasm')) return nextLoad(url, context);
    const source = `
      import { readFileSync } from 'node:fs';
      export default new WebAssembly.Module(readFileSync(new URL(${JSON.stringify(url)})));`;
    return { format: 'module', shortCircuit: true, source };
  },
});

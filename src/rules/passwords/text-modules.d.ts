/** The types of imports that are not TypeScript: a text file is a string, a WebAssembly file is a compiled module. */
declare module '*.txt' {
  const text: string;
  export default text;
}

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
